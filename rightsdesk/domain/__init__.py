"""Stories of the trade as plain values and decisions; no I/O and no clock."""
