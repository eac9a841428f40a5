"""A full queue holds the producer back, an empty one the consumer."""

import sys
import threading
import time
from queue import Queue


# snippet: lesson
def drawn(queue):
    return "#" * queue.qsize() + "." * (queue.maxsize - queue.qsize())


def produce(queue, items, pause):
    for item in range(1, items + 1):
        time.sleep(pause)
        print(drawn(queue), f"put {item}" + (" has to wait" if queue.full() else ""))
        queue.put(item)


def consume(queue, items, pause):
    for _ in range(items):
        time.sleep(pause)
        print(drawn(queue), "take" + (" has to wait" if queue.empty() else ""))
        queue.get()


def main(items, capacity, pause):
    queue = Queue(maxsize=capacity)
    print("a fast producer, a slow consumer")
    threading.Thread(target=produce, args=(queue, items, 0)).start()
    consume(queue, items, pause)
    print("a slow producer, a fast consumer")
    threading.Thread(target=produce, args=(queue, items, pause)).start()
    consume(queue, items, 0)
# end


main(6, 3, float(sys.argv[1]) if sys.argv[1:] else 0.5)
