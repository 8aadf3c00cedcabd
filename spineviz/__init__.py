"""SpineViz: how a foam roller loads a back, computed from published anatomy."""

__version__ = "0.1.0"
