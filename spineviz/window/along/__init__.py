"""What lies along the back: pressure, unrolled."""
