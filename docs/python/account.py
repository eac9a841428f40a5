"""Withdraw twice at once, without a lock and with one."""

import threading
import time
from contextlib import nullcontext


# snippet: lesson
class Account:
    def __init__(self, balance):
        self.balance = balance


def withdraw(account, amount, lock):
    name = threading.current_thread().name
    with lock:
        if account.balance >= amount:
            time.sleep(0.1)  # the other thread looks at the balance meanwhile
            print(f"{name} withdraw money successfully")
            account.balance -= amount
            print(f"{name} balance {account.balance}")
        else:
            print(f"{name} withdrawal failure insufficient balance")


def twice(lock):
    account = Account(1000)
    a = threading.Thread(name="ta", target=withdraw, args=(account, 800, lock))
    b = threading.Thread(name="tb", target=withdraw, args=(account, 800, lock))
    a.start()
    b.start()
    a.join()
    b.join()
    return account.balance


def main():
    print(f"unguarded, the balance ends at {twice(nullcontext())}")
    print(f"guarded, the balance ends at {twice(threading.Lock())}")
# end


main()
