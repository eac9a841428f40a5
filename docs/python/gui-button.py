"""A job must not freeze the thread that handles events."""

import queue
import threading
import time


# snippet: lesson
def frozen(seconds, done):
    print("button: working ...")
    time.sleep(seconds)  # and no other event is handled
    print("button: done")
    done.set()


def alive(events, seconds, done):
    print("button: working ...")
    def job():
        time.sleep(seconds)
        # back on the event thread, the only one that may touch the window
        events.put(lambda: print("button: done"))
        events.put(done.set)
    threading.Thread(target=job).start()


def main(events, seconds):
    done = threading.Event()  # events: in Tkinter, window.after(0, event)
    events.put(lambda: print("the job on the event thread"))
    events.put(lambda: frozen(seconds, done))
    events.put(lambda: print("another click is answered"))
    done.wait()
    done.clear()
    events.put(lambda: print("the job on a thread of its own"))
    events.put(lambda: alive(events, seconds, done))
    events.put(lambda: print("another click is answered"))
    done.wait()
# end


def handle(events):
    while event := events.get():
        event()


events = queue.Queue()
threading.Thread(target=handle, args=(events,)).start()
main(events, 1)
events.put(None)
