"""The filter language as the bar reads it: terms side by side, each of which may become a chip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ui.kit import show
from ui.kit.contents import today
from ui.kit.declare import Filter
from ui.kit.words import tr

_HEAD = r"(?P<field>[A-Za-z][A-Za-z0-9_-]*)(?P<op><=|>=|!=|:|=|<|>)"
_INNER = r'"(?:[^"\\]|\\.)*'
_VALUE = rf'(?:{_INNER}"|[^\s",]+)'
_TERM = re.compile(rf'(?:[^\s"]|{_INNER}"?)+', re.DOTALL)
_PARTS = re.compile(rf"{_HEAD}(?P<value>.*)", re.DOTALL)
_AHEAD = re.compile(rf"(?P<asked>-?{_HEAD})(?P<days>[+-]\d{{1,5}})d")
_ONE = re.compile(_VALUE, re.DOTALL)
_SOUND = re.compile(rf"-?(?:{_HEAD})?+{_VALUE}(?:,{_VALUE})*", re.DOTALL)
_LISTED = re.compile(rf'({_INNER}"?)|[^,"]+', re.DOTALL)
_PLAIN = re.compile(r"\w[\w.:/@+-]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One term as it was written, and its parts; plain words have no field."""

    text: str
    field: str = ""
    op: str = ""
    value: str = ""
    negative: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What is asked for, each text without the quotes that it was written with."""
        return tuple(_unquoted(found[0]) if found[1] else found[0] for found in _LISTED.finditer(self.value))


def parsed(where: str) -> tuple[Term, ...]:
    """All terms of a filter, in order; what is no term of a field is a word."""
    return tuple(_term(text) for text in _TERM.findall(where))


def written(terms: Iterable[Term]) -> str:
    """The filter again."""
    return " ".join(term.text for term in terms)


def exact(text: str) -> str:
    """A value as it must be written to mean just itself, whatever the filter language reads into it otherwise."""
    return text if _PLAIN.fullmatch(text) and text.lower() != "none" else _quoted(text)


def exactly(field: str, *texts: str) -> str:
    """The term that asks a field for just these texts."""
    return f"{field}:{','.join(map(exact, texts))}"


def typed_in(field: str, typed: str) -> str:
    """The term for what a person typed as a value: ``*`` and quotes are kept, all else means just itself."""
    return f"{field}:{typed}" if _ONE.fullmatch(typed) and typed.lower() != "none" else exactly(field, typed)


def searched(typed: str) -> str:
    """Words as one term, unless they already are a filter."""
    terms = parsed(typed)
    sound = all(_SOUND.fullmatch(term.text) for term in terms)
    meant = len(terms) == 1 or any(term.field or '"' in term.text for term in terms)
    return typed if sound and meant else _quoted(typed)


def dated(where: str, day: date | None = None) -> str:
    """The filter with relative days such as ``+30d`` turned into dates: what the desk is asked."""
    start = day or today()
    return _TERM.sub(lambda term: _on_its_day(term[0], start), where)


def split_words(where: str) -> tuple[tuple[Term, ...], str]:
    """The terms that become chips, and the plain words that stand in the search field."""
    terms = parsed(where)
    words = " ".join(term.text for term in terms if not term.field and not term.negative)
    return tuple(term for term in terms if term.field or term.negative), words


def named(term: Term, filters: Sequence[Filter]) -> tuple[str, str]:
    """The title and the value a chip shows for a term."""
    declared = next((one for one in filters if one.key == term.field), None)
    title = str(declared.title) if declared else term.field or tr("Filter", "Text")
    preset = next((c for one in filters for c in one.choices if one.kind == "presets" and c.value == term.text), None)
    if preset is not None:
        return title, str(preset.title)
    words = ", ".join(dict.fromkeys(_value(part, declared) for part in term.texts))
    value = _related(term.op, words or tr("Filter", "none"))
    return title, tr("Filter", "not {value}", value=value) if term.negative != (term.op == "!=") else value


def grouped(terms: Sequence[Term], filters: Sequence[Filter]) -> tuple[tuple[Term, ...], ...]:
    """The terms as chips show them: those of one preset together, all others alone."""
    left, found = list(terms), []
    for preset in (choice.value for one in filters if one.kind == "presets" for choice in one.choices):
        texts = [term.text for term in parsed(preset)]
        members = tuple(term for term in left if term.text in texts)
        if len(texts) > 1 and len(members) == len(texts):
            found.append(members)
            left = [term for term in left if term not in members]
    groups = [*found, *((term,) for term in left)]
    return tuple(sorted(groups, key=lambda group: list(terms).index(group[0])))


def named_together(group: Sequence[Term], filters: Sequence[Filter]) -> tuple[str, str]:
    """The title and the value of a chip for terms that belong together."""
    if len(group) == 1:
        return named(group[0], filters)
    texts = {term.text for term in group}
    declared, preset = next(
        (one, choice)
        for one in filters
        for choice in one.choices
        if texts == {term.text for term in parsed(choice.value)}
    )
    return str(declared.title), str(preset.title)


def _term(text: str) -> Term:
    negative = text.startswith("-") and len(text) > 1
    bare = text[1:] if negative else text
    found = _PARTS.fullmatch(bare)
    if found is None:
        return Term(text, value=bare, negative=negative)
    return Term(text, found["field"].lower(), found["op"], found["value"], negative)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _unquoted(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written[1:].removesuffix('"'), flags=re.DOTALL)


def _on_its_day(term: str, start: date) -> str:
    found = _AHEAD.fullmatch(term)
    return term if found is None else f"{found['asked']}{start + timedelta(days=int(found['days']))}"


def _related(op: str, value: str) -> str:
    return {
        "<": tr("Filter", "before {value}", value=value),
        "<=": tr("Filter", "up to {value}", value=value),
        ">": tr("Filter", "after {value}", value=value),
        ">=": tr("Filter", "from {value}", value=value),
    }.get(op, value)


def _value(part: str, declared: Filter | None) -> str:
    choice = None if declared is None else next((one for one in declared.choices if one.value == part), None)
    if choice is not None:
        return str(choice.title)
    return show.day(part) if show.as_date(part) else part
