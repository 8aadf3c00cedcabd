"""`python -m spineviz`, and the program `spineviz`: what comes before anything slow is loaded."""

import sys


def main() -> int:
    """Hand over to the command line; Ctrl+C ends the process from the first moment on."""
    from spineviz.command.stopping import stopped_at_once

    stopped_at_once()
    from spineviz.command.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
