"""A block closes what it opened, also when it fails."""


# snippet: lesson
class Resource:
    def __init__(self, name=""):
        self.name = name
        print(f"__init__ {name}".rstrip())

    def __enter__(self):
        print(f"__enter__ {self.name}".rstrip())
        return self

    def __exit__(self, *failure):
        print(f"__exit__ {self.name}".rstrip())


def main():
    with Resource():
        print("Inside".center(46, "-"))
    print("Outside".center(47, "-"))

    print("== when the body throws")
    try:
        with Resource():
            print("Inside".center(46, "-"))
            raise RuntimeError("the body failed")
    except RuntimeError as e:
        print(f"caught: {e}")
    print("Outside".center(47, "-"))

    print("== two at once")
    with Resource("first"), Resource("second"):
        print("Inside".center(46, "-"))
    print("Outside".center(47, "-"))
# end


main()
