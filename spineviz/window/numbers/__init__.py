"""Bars, ledgers and differences."""
