"""Documents made from frozen facts."""
