package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class BoundedPermitsTest :
    FunSpec({
        test("only the bounded semaphore refuses one release too many") {
            inRealTime(BoundedPermits()) shouldContainExactly
                listOf(
                    "plain: released once too often",
                    "plain: lets 2 in",
                    "bounded: refuses to be released once too often",
                    "bounded: lets 1 in",
                )
        }
    })
