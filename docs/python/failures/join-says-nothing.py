"""Joins a thread that an exception has ended."""

import sys
import threading

sys.stdout.reconfigure(line_buffering=True)  # in order with standard error

# snippet: program
total = 0


def add_up(prices):
    global total
    for price in prices:
        total += int(price)


adder = threading.Thread(target=add_up, args=(["3", "4", "five", "6"],), name="adder")
adder.start()
adder.join()  # it has ended; join knows no more than that
print(f"the sum is {total}")
# end

# Output:
# Exception in thread adder:
# ValueError: invalid literal for int() with base 10: 'five'
# the sum is 7
