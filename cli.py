"""The door of a checkout: `python cli.py ...` is `reseau ...`."""

import sys

from reseau.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
