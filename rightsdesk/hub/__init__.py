"""The embedded vendor hub: a complete vendor interface on loopback for demo, tests and training."""
