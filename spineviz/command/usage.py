"""The one way to turn down what was asked on the command line."""


class UsageError(Exception):
    """What was asked cannot be done; the message is one sentence for the person who asked."""
