"""Handouts on paper."""
