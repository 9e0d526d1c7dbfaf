"""The append-only event log: port, codec and adapters."""
