"""The queue of batch items: port and adapters."""
