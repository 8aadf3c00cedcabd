"""`python -m spineviz`, and the program `spineviz`: what comes before anything slow is loaded."""

import atexit
import gc
import sys


def main() -> int:
    """Hand over to the command line; Ctrl+C ends the process from the first moment on."""
    # what is left at the end goes with the process: Python would first look through all of it for
    # garbage and take it apart, a tenth of the time of a window that opens and closes
    atexit.register(gc.freeze)
    gc.disable()  # what is loaded stays, so nothing of it is looked at
    try:
        from spineviz.command.stopping import stopped_at_once

        stopped_at_once()
        from spineviz.command.main import main as run
    except KeyboardInterrupt:  # while what hears it from then on is loaded
        return 130
    except (MemoryError, ImportError) as error:  # the command line that says so is not there yet
        sys.stderr.write(f"spineviz: cannot be loaded: {str(error) or 'not enough memory'}\n")
        return 2
    finally:
        gc.freeze()
        gc.enable()
    return run()


if __name__ == "__main__":
    sys.exit(main())
