"""The presenter's board."""
