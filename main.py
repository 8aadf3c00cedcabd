"""`python main.py` from a checkout: hands over to the command line."""

import sys

from spineviz.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
