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
                "n1: alive true, done false, cancelled false, result not yet there",
                "n1 waits in ask: true",
                "callback: n1 is done",
                "n1: alive false, done true, cancelled false, result answer to n1",
                "current task: n2",
                "n2: alive true, done false, cancelled false, result not yet there",
                "n2 waits in ask: true",
                "callback: n2 is done",
                "n2: alive false, done true, cancelled true, result never to be",
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
