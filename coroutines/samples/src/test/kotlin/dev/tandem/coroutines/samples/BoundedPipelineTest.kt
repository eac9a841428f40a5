package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class BoundedPipelineTest :
    FunSpec({
        test("a full queue holds the producer back, an empty one the consumer") {
            val timetable = Timetable.of(BoundedPipeline(), "--items", "5")
            timetable.lines shouldContainExactly
                listOf(
                    "0 a fast producer, a slow consumer",
                    "0 ... put 1",
                    "0 #.. put 2",
                    "0 ##. put 3",
                    "0 ### put 4 has to wait",
                    "500 ### take",
                    "500 ### put 5 has to wait",
                    "1000 ### take",
                    "1500 ### take",
                    "2000 ##. take",
                    "2500 #.. take",
                    "2500 a slow producer, a fast consumer",
                    "2500 ... take has to wait",
                    "3000 ... put 1",
                    "3000 ... take has to wait",
                    "3500 ... put 2",
                    "3500 ... take has to wait",
                    "4000 ... put 3",
                    "4000 ... take has to wait",
                    "4500 ... put 4",
                    "4500 ... take has to wait",
                    "5000 ... put 5",
                )
            timetable.end shouldBe 5000
        }

        test("a queue that holds all never holds the producer back") {
            val lines = Timetable.of(BoundedPipeline(), "--items", "3").lines
            lines.subList(1, 7).withoutTimes() shouldContainExactly
                listOf("... put 1", "#.. put 2", "##. put 3", "### take", "##. take", "#.. take")
        }

        test("prints the same in real time") {
            inRealTime(BoundedPipeline(), "--items", "2", "--capacity", "1") shouldContainExactly
                listOf(
                    "a fast producer, a slow consumer",
                    ". put 1",
                    "# put 2 has to wait",
                    "# take",
                    "# take",
                    "a slow producer, a fast consumer",
                    ". take has to wait",
                    ". put 1",
                    ". take has to wait",
                    ". put 2",
                )
        }

        test("cancelled, nobody goes on") {
            Timetable.cancelled(600, BoundedPipeline()).lines.size shouldBe 7
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(BoundedPipeline(), "--pause", "3600")
        }

        test("refuses a queue without room") {
            refusal(BoundedPipeline(), "--capacity", "0") shouldBe
                "bounded-pipeline: Invalid value for option '--capacity': '0' is not a whole number of at least 1." +
                " Try 'bounded-pipeline --help'."
        }
    })
