"""Colours, cameras and room for writing, shared by all pictures."""
