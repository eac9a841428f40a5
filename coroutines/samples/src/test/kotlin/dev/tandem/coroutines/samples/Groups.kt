package dev.tandem.coroutines.samples

import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe

/** Asserts that these lines are those of [groups], group after group, in any order within each, and no more. */
fun List<String>.shouldBeGroups(groups: List<List<String>>) {
    val rest = ArrayDeque(this)
    val actual = groups.map { group -> List(minOf(group.size, rest.size)) { rest.removeFirst() }.sorted() }
    withClue({ "played as $this" }) {
        actual shouldBe groups.map { it.sorted() }
        rest.toList() shouldBe emptyList()
    }
}
