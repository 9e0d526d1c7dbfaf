"""RightsDesk: picture rights, usages and credit advices of a publisher, without a window."""

__version__ = "0.1.0"
