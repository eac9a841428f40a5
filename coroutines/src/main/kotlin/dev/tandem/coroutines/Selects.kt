package dev.tandem.coroutines

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel

/**
 * All who take from a queue in a `select`. They wait for a token in a channel of their own, where the first gets it; this
 * stands in the queue's line for them, and when it is woken sends a token, for which an item is kept until it is taken.
 *
 * A select does not tell when it chose another clause. So a token may find nobody; then it stays in the channel for a
 * select that comes later, unless somebody else asks for an item: that one takes the token out, and the item. While a
 * token lies there nobody need stand in line; whoever takes one out stands in line again, for there may be more selects.
 *
 * Used under the queue's lock, but for [tokens] and [wake]; [step] makes a step under it.
 */
internal class Selects(private val takers: Side, private val step: (() -> Unit) -> Unit) : Side.Waiter() {
    val tokens: Channel<Unit> by lazy { Channel(Channel.UNLIMITED, onUndeliveredElement = { step(::spend) }) }

    /** How many items are kept: for tokens on their way, in the channel, and received by selects that did not run yet. */
    val kept: Int
        get() = wakings

    override fun wake() {
        tokens.trySend(Unit)
        step {
            if (takers.hasWaiters) reclaim()
            standInLine()
        }
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    fun standInLine() {
        if (!inLine && tokens.isEmpty) takers.enter(this)
    }

    /** Takes a token back that nobody has received, and lets go of its item. */
    fun reclaim(): Boolean = kept > 0 && tokens.tryReceive().isSuccess.also { if (it) spend() }

    /** Lets go of an item that was kept for a token. */
    fun spend() {
        takers.look(this)
        standInLine()
    }
}
