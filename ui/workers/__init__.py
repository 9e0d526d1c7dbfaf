"""Duties on QThreads and the roster through which they are heard."""
