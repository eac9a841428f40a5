"""A callback throws, and another one is still to be called: whoever sets the result is not told."""
# snippet: program
from concurrent.futures import Future


def bill(price):
    print("to pay:", int(price.result()))  # "free" is no number


price = Future()
price.add_done_callback(bill)
price.add_done_callback(lambda price: print("the other callback is called"))
price.set_result("free")
print("set_result has returned, and the price is", price.result())
# end

# Output:
# exception calling callback for <Future at … state=finished returned str>
# Traceback (most recent call last):
# ValueError: invalid literal for int() with base 10: 'free'
# the other callback is called
# set_result has returned, and the price is free
