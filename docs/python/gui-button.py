"""A job must not freeze the thread that handles events."""

import queue
import threading
import time


# snippet: lesson
def handle_events(events):
    while (event := events.get()) is not None:
        event()


def job():
    time.sleep(1)


def clicks_and_job(start_job):
    events = queue.Queue()
    answered = []
    window = threading.Thread(target=handle_events, args=(events,))
    window.start()
    pressed = time.monotonic()
    events.put(start_job)  # the button
    events.put(lambda: answered.append(time.monotonic() - pressed))  # a click meanwhile
    while not answered:
        time.sleep(0.01)
    events.put(None)
    window.join()
    return "frozen" if answered[0] > 0.5 else "alive"


def main():
    print(f"job on the event thread: the window is {clicks_and_job(job)}")
    print(f"job on a thread of its own: the window is {clicks_and_job(lambda: threading.Thread(target=job).start())}")
# end


main()
