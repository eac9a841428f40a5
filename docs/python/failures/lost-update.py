"""Two threads read a balance before either of them has written it."""

import threading

# snippet: program
balance = 0
both_have_read = threading.Barrier(2)


def pay_in(amount):
    global balance
    seen = balance
    both_have_read.wait()  # what happens rarely, made to happen every time
    balance = seen + amount


payers = [threading.Thread(target=pay_in, args=(100,)) for _ in range(2)]
for payer in payers:
    payer.start()
for payer in payers:
    payer.join()
print(f"paid in: 2 x 100, balance: {balance}")
# end

# Output:
# paid in: 2 x 100, balance: 100
