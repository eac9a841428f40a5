"""Two threads compute, and take turns: only one of them holds the GIL."""
# snippet: program
import sys
import threading

sys.setswitchinterval(1000)  # seconds, where 5 ms are usual: the one that computes keeps the GIL
go = threading.Event()
steps = 0  # of the second thread


def second():
    global steps
    go.wait()
    for _ in range(1_000_000):
        steps += 1


thread = threading.Thread(target=second)
thread.start()
go.set()
total = 0
for number in range(1_000_000):  # the first thread computes, too
    total += number
meanwhile = steps
print(f"while the first computed, the second made {meanwhile} steps")
thread.join()  # waits, and so gives the GIL away
print(f"then it made {steps}")
# end

# Output:
# while the first computed, the second made 0 steps
# then it made 1000000
