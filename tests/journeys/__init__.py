"""Drives the real window over a real workspace, from the first click to the last cell."""
