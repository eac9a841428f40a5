package dev.tandem.coroutines

import kotlin.random.Random

/**
 * Invents scenarios in which asyncio and we agree by decision; the same seed invents the same.
 *
 * What the decisions forbid, it does not say:
 *
 * - Nobody who takes comes in one breath with somebody who puts, and only a line's last step may wait: asyncio would
 *   give a newcomer what was promised to another.
 * - Nobody who waits for a condition is cancelled in the breath in which it is notified: asyncio before 3.13 loses the
 *   notification. From 3.13 on, whoever is cancelled there wakes another, notified or not; so those are a kind apart.
 *   Nor is anybody cancelled while others wait for something else with the lock in hand.
 * - At a barrier nobody is cancelled while it fills, which with us breaks it; and nobody aborts or resets it in the
 *   breath in which it trips, which in asyncio breaks it for those who are free to go.
 */
internal class Inventor(seed: Long) {
    enum class Kind { QUEUE, EVENT, CONDITION, CANCELLED_CONDITION, SEMAPHORE, BARRIER }

    private val random = Random(seed)
    private val kind = Kind.entries[Math.floorMod(seed, Kind.entries.size)]
    private val started = mutableListOf<String>()
    private var items = 0

    fun invent(): Scenario {
        val lines = mutableListOf<String>()
        val parties = random.nextInt(1, 4)
        when (kind) {
            Kind.QUEUE -> lines += "queue ${one("fifo", "lifo", "priority")}" + one("", " 1", " 2", " 3")
            Kind.CANCELLED_CONDITION -> lines += "unless notify-handed-on"
            Kind.SEMAPHORE -> lines += "semaphore ${random.nextInt(1, 4)}"
            Kind.BARRIER -> lines += "barrier $parties"
            else -> {}
        }
        val barrier = Filling(parties)
        repeat(12) {
            val steps =
                when (kind) {
                    Kind.QUEUE -> queue()
                    Kind.EVENT -> event()
                    Kind.CONDITION -> one(condition(), lockInHand(), listOf(one("set", "clear")))
                    Kind.CANCELLED_CONDITION -> one(condition(), condition(), cancellations())
                    Kind.SEMAPHORE -> semaphore()
                    Kind.BARRIER -> barrier.next()
                }
            if (steps.isEmpty()) return@repeat
            val name = "t${started.size + 1}"
            lines += "$name: ${steps.joinToString()}"
            started += name
        }
        return Scenario(kind.name, lines)
    }

    private fun queue(): List<String> {
        val putting = random.nextBoolean()
        val before = List(random.nextInt(3)) { if (putting) "offer ${item()}" else "poll" }
        val last = if (putting) one("put ${item()}", "offer ${item()}") else one("take", "take", "poll")
        return (before + List(random.nextInt(2)) { "done" }).shuffled(random) +
            one(listOf(last), listOf("join"), listOf(last), cancellations() + last) + one(emptyList(), cancellations())
    }

    private fun event() = List(random.nextInt(1, 4)) { one("set", "clear", "await", "await", "yield", *cancel()) }

    private fun condition() = one(
        listOf("lock", "wait"),
        listOf("lock", "wait", one("wait", "notify 1", "unlock")),
        listOf("lock", one("notify 1", "notify 2", "notify all"), one("wait", "unlock", "notify 1")),
        listOf("lock", one("notify 1", "notify all")),
        listOf("lock"),
    )

    private fun lockInHand() = listOf("lock") +
        List(random.nextInt(4)) {
            one("await", "wait", "notify 1", "notify 2", "notify all", "yield", "set", "clear")
        } +
        one(emptyList(), listOf("unlock"), listOf("unlock", "lock"), listOf("unlock", "lock", "wait"))

    private fun semaphore() = one(
        listOf("acquire"),
        listOf("acquire", "release"),
        listOf("acquire", "yield", "release"),
        listOf("release"),
        listOf("release", "acquire"),
        listOf("release") + cancellations(),
        cancellations() + "acquire",
    )

    /** A barrier as it fills, so as to know when it trips. */
    private inner class Filling(private val parties: Int) {
        private var arrived = 0
        private var broken = false

        fun next(): List<String> {
            val step = one("arrive", "arrive", "arrive", "abort", "reset")
            if (step == "arrive") {
                if (!broken) arrived = (arrived + 1) % parties
                val trips = !broken && arrived == 0
                return listOf(step) + if (trips) cancellations() else emptyList()
            }
            arrived = 0
            broken = step == "abort"
            return listOf(step)
        }
    }

    private fun item() = ++items * 7 % 10

    private fun cancel() = if (started.isEmpty()) emptyArray() else arrayOf("cancel ${started.random(random)}")

    /** None, one or two, of those who have come lately. */
    private fun cancellations() = started.takeLast(5).shuffled(random).take(random.nextInt(3)).map { "cancel $it" }

    private fun <T> one(vararg choices: T) = choices.random(random)
}
