"""The checks of credit advices, as far as people see them: how many there are, and the sentences they are told in."""

import re
from functools import cache

from rightsdesk.documents.checking.codes import RULES

CHECKS = len(RULES)
"""Checks that every credit advice goes through."""

_HOLES = re.compile(r"\\\{(\w+)\\\}")


def parts(code: str, sentence: str) -> tuple[str, dict[str, str]]:
    """Return the sentence of a code with its holes, and what fills them in this finding.

    A code or a sentence of another version comes back as it is, without holes.
    """
    rule = RULES.get(code)
    found = _pattern(rule.sentence).fullmatch(sentence) if rule else None
    return (rule.sentence, found.groupdict()) if rule and found else (sentence, {})


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_HOLES.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
