package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.debug.DebugProbes
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest

@OptIn(ExperimentalCoroutinesApi::class)
class TaskIntrospectionTest :
    FunSpec({
        val documented =
            listOf(
                "current task: n1",
                "current task: n2",
                "all tasks: [n1, n2]",
                "n1: done false, cancelled false, result not yet there",
                "stack of n1 (most recent call last):",
                "  ask",
                "  waitFor",
                "callback: n1 is done",
                "n1: done true, cancelled false, result answer to n1",
                "all tasks: [n2]",
                "cancel n2",
                "callback: n2 is done",
                "n2: done true, cancelled true, result never to be",
                "all tasks: []",
            )

        test("a task is seen from its start to its end") {
            Timetable.of(TaskIntrospection()).withoutTimes() shouldBe Timetable(documented, 0)
        }

        test("a task is seen in real time") {
            inRealTime(TaskIntrospection(), "--speed", "50") shouldBe documented
        }

        test("the probes are gone afterwards") {
            inRealTime(TaskIntrospection())
            DebugProbes.isInstalled shouldBe false
        }

        test("cancelled once the first task has started, the tasks and the probes are gone") {
            runTest {
                lateinit var playing: Job
                val sample = TaskIntrospection()
                CapturedOutput.start { playing.cancel() }.use {
                    playing = launch { sample.perform(sample.stageFor()) }
                    playing.join()
                }
                playing.isCancelled shouldBe true
            }
            DebugProbes.isInstalled shouldBe false
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(TaskIntrospection())
        }
    })
