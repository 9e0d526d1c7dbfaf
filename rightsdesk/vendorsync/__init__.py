"""What vendors deliver: port, guarded client, adapters, synchronisation."""
