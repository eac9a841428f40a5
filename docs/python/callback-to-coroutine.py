"""Write one flow of three steps as callbacks, and as what came after them."""

import asyncio


async def log_in(failing):
    await asyncio.sleep(0.1)
    if failing == "log in":
        raise RuntimeError("cannot log in")
    return "ada"


async def load_orders(user, failing):
    await asyncio.sleep(0.1)
    if failing == "load orders":
        raise RuntimeError("cannot load orders")
    return [10, 20, 30]


async def add_up(orders, failing):
    await asyncio.sleep(0.1)
    if failing == "sum":
        raise RuntimeError("cannot sum")
    return sum(orders)


def call(coroutine, then):
    """Runs a coroutine, and calls back with its failure or its result."""
    task = asyncio.ensure_future(coroutine)
    task.add_done_callback(lambda done: then(done.exception(), None if done.exception() else done.result()))


# snippet: lesson
def by_callbacks(failing, done):
    def logged_in(failure, user):
        if failure:
            done(failure, None)
        else:
            call(load_orders(user, failing), loaded)

    def loaded(failure, orders):
        if failure:
            done(failure, None)
        else:
            call(add_up(orders, failing), done)

    call(log_in(failing), logged_in)


async def by_coroutine(failing):
    user = await log_in(failing)
    orders = await load_orders(user, failing)
    return await add_up(orders, failing)
# end


async def show(way, flow):
    try:
        print(f"  {way} the orders come to {await flow}")
    except RuntimeError as e:
        print(f"  {way} {type(e).__name__}: {e}")


async def main():
    for failing in [None, "log in", "load orders", "sum"]:
        print(f"{failing or 'nothing'} fails")
        total = asyncio.get_running_loop().create_future()
        by_callbacks(failing, lambda f, value: total.set_exception(f) if f else total.set_result(value))
        await show("callbacks:", total)
        await show("coroutine:", by_coroutine(failing))


asyncio.run(main())
