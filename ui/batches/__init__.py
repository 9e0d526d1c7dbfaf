"""Batches: every command over many rows, how far it is and what can be done about it."""
