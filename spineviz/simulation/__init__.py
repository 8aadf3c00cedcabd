"""A scene becomes an outcome."""
