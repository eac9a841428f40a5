"""A block closes what it opened, also when it fails."""


# snippet: lesson
class Resource:
    def __init__(self, name):
        self.name = name
        print(f"__init__{name}")

    def __enter__(self):
        print(f"__enter__{self.name}")  # and returns nothing

    def __exit__(self, *failure):
        print(f"__exit__{self.name}")


def main():
    with Resource("") as f:
        print("--------------------Inside--------------------")
    print("--------------------Outside--------------------")
    print(f"f={f}")  # what __enter__ returned; unlike Java's or Kotlin's, the name outlives its block

    print("== when the body throws")
    try:
        with Resource(""):
            print("--------------------Inside--------------------")
            raise RuntimeError("the body failed")
    except RuntimeError as e:  # by now the resource is closed
        print(f"caught: {e}")
    print("--------------------Outside--------------------")

    print("== two at once")
    with Resource(" first"), Resource(" second"):
        print("--------------------Inside--------------------")
    print("--------------------Outside--------------------")
# end


main()
