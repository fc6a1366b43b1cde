"""Run the command line as ``python -m huiqi``: also after the folder was moved."""

from huiqi.cli import main

if __name__ == "__main__":
    main()
