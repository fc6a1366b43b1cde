"""Exit status 0 if this Python can install the wheels of the ZIP; runs on any Python, even 2.7."""

import struct
import sys

BITS = 8 * struct.calcsize("P")
sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and BITS == 64))
