"""Disposable tables projected from the event log, and the questions asked of them."""
