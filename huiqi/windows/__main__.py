"""Run ``make offline`` as ``python -m huiqi.windows``."""

import sys

from huiqi.windows.bundle import main

if __name__ == "__main__":
    sys.exit(main())
