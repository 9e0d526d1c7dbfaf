"""Moments as Shutterstock writes them: in UTC and whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime


def written(at: datetime) -> str:
    """A moment for a query or a kept state."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(told: str) -> datetime:
    """A moment of our own writing."""
    return datetime.fromisoformat(told)
