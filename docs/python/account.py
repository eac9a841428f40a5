"""Withdraw twice at once, without a lock and with one."""

import threading
import time


# snippet: lesson
class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def draw(account, amount, seconds):
    name = threading.current_thread().name
    if account.balance >= amount:
        time.sleep(seconds)  # the other looks at the balance meanwhile
        print(f"{name} withdraw money successfully")
        account.balance -= amount
        print(f"{name} balance {account.balance}")
    else:
        print(f"{name} withdrawal failure insufficient balance")


def draw_guarded(account, amount, seconds):
    with account.lock:  # which of them comes first is open
        draw(account, amount, seconds)


def twice(draw, account, amount, seconds):
    ta = threading.Thread(target=draw, args=(account, amount, seconds), name="ta")
    tb = threading.Thread(target=draw, args=(account, amount, seconds), name="tb")
    ta.start()
    tb.start()
    ta.join()
    tb.join()


def main(balance, amount, seconds):
    account = Account(balance)
    twice(draw, account, amount, seconds)
    print(f"unguarded, the balance ends at {account.balance}")
    account.balance = balance
    twice(draw_guarded, account, amount, seconds)
    print(f"guarded, the balance ends at {account.balance}")
# end


main(1000, 800, 0.1)
