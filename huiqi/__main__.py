"""Run the command line as ``python -m huiqi``: also after the folder was moved."""

import sys

from huiqi.cli import main

if __name__ == "__main__":
    sys.exit(main())
