"""Findings: what does not fit together between rights, usages and money, each with its evidence."""
