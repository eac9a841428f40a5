"""The public names of Python's modules for waiting, one a line: the module and the name in it.

A module's names are those of its `__all__` and what else it defines without an underscore in front. A class is followed by its
methods and properties, of bases that are not public as well; what a public base has is listed with the base alone. What a
package has is not listed again with its submodules, of which only those are here that Python's documentation knows.
"""

import importlib
import importlib.util
import inspect
import os
import sys

# Not from this folder, whose subprocess.py is not Python's.
sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != os.path.dirname(os.path.abspath(__file__))]

PACKAGES = ["asyncio", "threading", "queue", "concurrent.futures", "multiprocessing"]

# Submodules, and what is documented in them and not in their `__all__`.
SUBMODULES = {
    "asyncio.subprocess": ["DEVNULL", "PIPE", "Process", "STDOUT"],
    "concurrent.futures.interpreter": ["BrokenInterpreterPool"],
    "concurrent.futures.process": ["BrokenProcessPool"],
    "concurrent.futures.thread": ["BrokenThreadPool"],
    "multiprocessing.connection": ["Connection"],
    "multiprocessing.managers": ["Namespace"],
    "multiprocessing.pool": ["AsyncResult"],
    "multiprocessing.shared_memory": [],
    "multiprocessing.sharedctypes": [],
}

# Functions that are named like classes, and the classes of what they make.
MADE_BY = {
    ("threading", "Lock"): lambda: type(importlib.import_module("threading").Lock()),
    ("threading", "RLock"): lambda: type(importlib.import_module("threading").RLock()),
    **{
        ("multiprocessing", name): lambda module=module, class_name=class_name: getattr(
            importlib.import_module(f"multiprocessing.{module}"), class_name
        )
        for module, names in {
            "synchronize": ["Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "RLock", "Semaphore"],
            "queues": ["JoinableQueue", "Queue", "SimpleQueue"],
            "pool": ["Pool"],
            "sharedctypes": {"Array": "SynchronizedArray", "Value": "Synchronized"},
        }.items()
        for name, class_name in (names.items() if isinstance(names, dict) else zip(names, names))
    },
}

# Methods that an object is given as it is made, so that its class does not show them.
OF_INSTANCES = {
    ("asyncio", "Condition"): ["acquire", "locked", "release"],
    ("threading", "Condition"): ["acquire", "release"],
    ("multiprocessing", "Condition"): ["acquire", "release"],
    ("multiprocessing", "Lock"): ["acquire", "release"],
    ("multiprocessing", "RLock"): ["acquire", "release"],
    ("multiprocessing", "Semaphore"): ["acquire", "release"],
    ("multiprocessing.managers", "BaseManager"): ["shutdown"],
}


def names():
    """Gives pairs of a module and a name, such as ("queue", "Queue.get"), sorted."""
    listed = {package: of_package(package) for package in PACKAGES}
    for module, documented in SUBMODULES.items():
        if importlib.util.find_spec(module) is None:
            continue  # this Python is older
        package = next(p for p in PACKAGES if module.startswith(f"{p}."))
        public = {*getattr(importlib.import_module(module), "__all__", ()), *documented}
        listed[module] = public - listed[package]
    classes = {
        (module, name): made
        for module, public in listed.items()
        for name in public
        if (made := class_of(module, name)) is not None
    }
    found = {(module, name) for module, public in listed.items() for name in public}
    for (module, name), made in classes.items():
        found |= {(module, f"{name}.{member}") for member in members(made, set(classes.values()))}
    for (module, name), given in OF_INSTANCES.items():
        found |= {(module, f"{name}.{member}") for member in given}
    return sorted(found)


def of_package(name):
    package = importlib.import_module(name)
    defined = {
        other
        for other, value in vars(package).items()
        if not inspect.ismodule(value) and f"{getattr(value, '__module__', '')}.".startswith(f"{name}.")
    }
    return {each for each in {*package.__all__, *defined} if not each.startswith("_")}


def class_of(module, name):
    if (module, name) in MADE_BY:
        return MADE_BY[module, name]()
    value = getattr(importlib.import_module(module), name)
    return value if inspect.isclass(value) else None


def members(made, public_classes):
    """The methods and properties of a class, but for those of Python's own bases and of its public bases."""
    bases = [base for base in made.__mro__ if base.__module__ != "builtins"]
    elsewhere = {name for base in bases if base is not made and base in public_classes for name in dir(base)}
    own = {name for base in bases for name, value in vars(base).items() if is_member(value)}
    return {name for name in own - elsewhere if not name.startswith("_")}


def is_member(value):
    if inspect.isclass(value) or inspect.ismemberdescriptor(value):
        return False
    return callable(value) or isinstance(value, (classmethod, staticmethod)) or inspect.isdatadescriptor(value)


if __name__ == "__main__":
    for module, name in names():
        print(module, name)
