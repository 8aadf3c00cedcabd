"""Outlines of bones, skin and muscle, in metres, for any pose. Pictures only: no mechanics."""
