"""`python -m spineviz`."""

import sys

from spineviz.cli import main

if __name__ == "__main__":
    sys.exit(main())
