"""Planar rigid bodies, springs, cables and soft pads in equilibrium. Knows no anatomy."""
