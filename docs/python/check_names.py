"""Compares docs/asyncio-to-tandem.md with the names that Python has.

Exits with 1, and says why, if a name has no row or two, if a row's name is no longer there or is marked with another version than
newer-names.txt has, if a cell is empty or refers to a row that is not there, or if a name of Tandem's is not linked to a heading
that exists. Exits with 2 if the Python that runs it cannot tell: it is older or newer than the page, or runs on Windows, where
asyncio has other names. If all is well, counts.
"""

import sys

sys.dont_write_bytecode = True

from names import names  # first of all: it has Python's modules found before those of this folder

import os
import re
from collections import Counter

OLDEST, NEWEST = (3, 11), (3, 14)
FOLDER = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.normpath(os.path.join(FOLDER, "..", "asyncio-to-tandem.md"))
NEWER = os.path.join(FOLDER, "newer-names.txt")


def version(text):
    return tuple(map(int, text.split(".")))


def changes():
    """What newer-names.txt says, by module and name: the change, and its version."""
    found = {}
    with open(NEWER, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                change, since, module, name = line.split()
                found[module, name] = change, since
    return found


def mark(change, since):
    """How the page marks a name: with the version that brought it, the last that had it, or its system."""
    if change == "added":
        return since
    if change == "gone":
        return "until {}.{}".format(version(since)[0], version(since)[1] - 1)
    return "Windows" if change == "windows" else ""


def rows():
    """The page's rows: the line's number, the module, the name, its mark and the other two cells."""
    module = None
    with open(PAGE, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if heading := re.match(r"## `([\w.]+)`", line):
                module = heading[1]
            elif line.startswith("## "):
                module = None
            elif module and (row := re.match(r"\| `([^`]+)`(?: \(([^)]+)\))? \|(.*)\|(.*)\|$", line)):
                yield number, module, row[1], row[2] or "", row[3].strip(), row[4].strip()
            elif module and line.startswith("|") and not line.startswith(("| Python ", "|---")):
                yield number, module, line.strip(), "", "", ""


def wrong_lists(here, newer):
    """Where newer-names.txt and this Python do not agree."""
    now = sys.version_info[:2]
    for (module, name), (change, since) in newer.items():
        if change == "windows" or "(" in name:
            continue
        expected = (version(since) <= now) == (change == "added")
        if ((module, name) in here) != expected:
            yield f"newer-names.txt has {change} {since} of {module} {name}, which Python {now[0]}.{now[1]} does not confirm"


def wrong_rows(expected, newer, found):
    listed = Counter((module, name) for _, module, name, *_ in found)
    yield from (f"no row for {module} {name}" for module, name in sorted(expected - set(listed)))
    yield from (f"two rows for {module} {name}" for (module, name), times in listed.items() if times > 1)
    for number, module, name, marked, java, kotlin in found:
        if (module, name) not in expected:
            yield f"line {number}: {module} has no {name}"
        elif marked != mark(*newer.get((module, name), ("", ""))):
            yield f"line {number}: {name} is marked as '{marked}', not '{mark(*newer.get((module, name), ('', '')))}'"
        if not java or not kotlin:
            yield f"line {number}: an empty cell for {name}"


def wrong_references(found):
    listed = {row for _, module, name, *_ in found for row in ((module, name), ("", f"{module}.{name}"))}
    for number, module, _, _, *cells in found:
        for name in re.findall(r"as for `([^`]+)`", " ".join(cells)):
            if not {(module, name), ("", name)} & listed:
                yield f"line {number}: there is no row for {name}"


def wrong_links(found):
    anchors = {}
    for number, _, _, _, *cells in found:
        for cell in cells:
            if "**" in re.sub(r"\[\*\*`[^`]+`\*\*\]\([^)]+\)", "", cell):
                yield f"line {number}: a name of Tandem's without a link"
            for file, anchor in re.findall(r"\]\(([^)#]+)#?([^)]*)\)", cell):
                path = os.path.normpath(os.path.join(os.path.dirname(PAGE), file))
                if path not in anchors:
                    anchors[path] = headings(path) if os.path.exists(path) else None
                if anchors[path] is None or (anchor and anchor not in anchors[path]):
                    yield f"line {number}: nothing at {file}#{anchor}"


def headings(path):
    with open(path, encoding="utf-8") as lines:
        titles = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def count(found):
    """One line a module: how many names there are, and how many of them neither side has a counterpart of."""
    modules = dict.fromkeys(module for _, module, *_ in found)
    for module in modules:
        cells = [(java, kotlin) for _, of, _, _, java, kotlin in found if of == module]
        none = [java for java, kotlin in cells if java.startswith("no counterpart") and kotlin.startswith(("no counterpart", "the same"))]
        yield f"{module}: {len(cells)} names, {len(none)} without counterpart"


def main():
    now = sys.version_info[:2]
    if not OLDEST <= now <= NEWEST or os.name != "posix":
        known = " to ".join("{}.{}".format(*each) for each in (OLDEST, NEWEST))
        print(f"The page knows Python {known} on Unix; this is {now[0]}.{now[1]} on {os.name}.")
        return 2
    here, newer, found = set(names()), changes(), list(rows())
    wrong = [*wrong_lists(here, newer), *wrong_rows(here | set(newer), newer, found)]
    wrong += [*wrong_references(found), *wrong_links(found)]
    print("\n".join(wrong or count(found)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
