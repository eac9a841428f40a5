"""Write one flow of three steps as callbacks, and as what came after them."""

import asyncio
import sys


# snippet: lesson
# A shop far away: what each of its methods gives is a task, which is done later.
def by_callbacks(shop, user, callback):
    def logged_in(session):
        if session.exception():
            callback(session)
        else:
            shop.load_orders(session.result()).add_done_callback(loaded)

    def loaded(orders):
        if orders.exception():
            callback(orders)
        else:
            shop.sum(orders.result()).add_done_callback(callback)

    shop.log_in(user).add_done_callback(logged_in)


async def by_coroutine(shop, user):
    session = await shop.log_in(user)
    orders = await shop.load_orders(session)
    return await shop.sum(orders)


def show(way, total):
    print(f"  {way}", total.exception() or f"the orders come to {total.result()}")


async def main(shop, user):
    called = asyncio.get_running_loop().create_future()
    by_callbacks(shop, user, called.set_result)
    show("callbacks:", await called)
    total = asyncio.create_task(by_coroutine(shop, user))
    await asyncio.wait([total])  # does not raise what fails
    show("coroutine:", total)
# end


class Shop:
    def __init__(self, seconds, orders, failing):
        self.seconds, self.orders, self.failing = seconds, orders, failing

    def log_in(self, user):
        return self.later("log in", lambda: f"session of {user}")

    def load_orders(self, session):
        return self.later("load orders", lambda: self.orders if session else [])

    def sum(self, amounts):
        return self.later("sum", lambda: sum(amounts))

    def later(self, step, work):
        return asyncio.create_task(self.finish(step, work))

    async def finish(self, step, work):
        await asyncio.sleep(self.seconds)
        if step == self.failing:
            raise RuntimeError(f"cannot {step}")
        return work()


async def play(seconds):
    for failing in ["nothing", "log in", "load orders", "sum"]:
        print(f"{failing} fails")
        await main(Shop(seconds, [10, 20, 30], failing), "ada")


asyncio.run(play(float((sys.argv[1:] or [0.1])[0])))
