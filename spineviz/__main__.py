"""`python -m spineviz`."""

import sys

from spineviz.command.main import main

if __name__ == "__main__":
    sys.exit(main())
