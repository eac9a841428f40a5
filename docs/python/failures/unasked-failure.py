"""A task of a pool fails, and nobody asks for its result."""

from concurrent.futures import ThreadPoolExecutor


# snippet: program
def share(apples, people):
    print(f"{apples} apples for {people}: {apples // people} each")


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for people in [4, 0, 3]:
            pool.submit(share, 12, people)  # the future is dropped
    print("Done.")
# end


main()
# Output:
# 12 apples for 4: 3 each
# 12 apples for 3: 4 each
# Done.
