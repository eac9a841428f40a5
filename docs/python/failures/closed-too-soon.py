"""What was opened by a block is used after the block has closed it."""

import sys
import tempfile
from pathlib import Path

sys.stdout.reconfigure(line_buffering=True)  # in order with standard error


# snippet: program
def shouted(file):
    with open(file) as f:
        return (line.upper() for line in f)  # nothing has been read yet


with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "letter.txt")
    file.write_text("dear ada\n")
    lines = shouted(file)
    print("the lines are here")
    print(list(lines))
# end

# Output:
# the lines are here
# ValueError: I/O operation on closed file.
# Exit: 1
