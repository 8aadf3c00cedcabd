"""Any value against any quantity, with the band of people."""
