"""`python -m descent` is the command `descent`."""

import sys

from descent.cli import main

if __name__ == "__main__":
    sys.exit(main())
