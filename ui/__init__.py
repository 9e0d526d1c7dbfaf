"""The window of RightsDesk: features that declare, one kit that behaves."""
