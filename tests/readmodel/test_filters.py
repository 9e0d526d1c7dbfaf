"""The filter language is taken apart as people write it, and says where it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.faults import Invalid
from rightsdesk.readmodel.filters import Term, parse


def _shape(text: str) -> list[tuple[str, str, list[str], bool]]:
    return [(term.field, term.op, [value.text for value in term.values], term.negated) for term in parse(text)]


def test_terms_of_every_kind_are_told_apart() -> None:
    assert _shape('vendor:alpenpix online_until<2026-12-31 price>=100 "sun set" -status:killed a,b -x') == [
        ("vendor", ":", ["alpenpix"], False),
        ("online_until", "<", ["2026-12-31"], False),
        ("price", ">=", ["100"], False),
        ("", ":", ["sun set"], False),
        ("status", ":", ["killed"], True),
        ("", ":", ["a", "b"], False),
        ("", ":", ["x"], True),
    ]


def test_quotes_keep_blanks_commas_and_quotes_together() -> None:
    assert _shape(r'vendor:"Alpen, Pix","a \"b\" c"') == [("vendor", ":", ["Alpen, Pix", 'a "b" c'], False)]
    assert not _shape("  ")


def test_a_minus_inside_or_alone_negates_nothing() -> None:
    assert _shape("AP-1 -") == [("", ":", ["AP-1"], False), ("", ":", ["-"], False)]


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ('vendor:"open', 7, "never closed"),
        ("vendor: x", 7, "value is missing"),
        ("price>=", 7, "value is missing"),
        ("a,,b", 2, "value is missing"),
        ('"a"b', 3, "blank or a comma"),
        ('vendor:a"b"', 8, "blank or a comma"),
    ],
)
def test_a_caret_stands_under_the_slip(text: str, column: int, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(text)
    sentence, line, caret = caught.value.sentence.split("\n")
    assert caught.value.code == "FLT-SYNTAX"
    assert said in sentence
    assert line == text
    assert caret.index("^") == column


def test_the_caret_stays_in_sight_in_a_long_filter() -> None:
    text = "word " * 200 + 'vendor:"open'
    with pytest.raises(Invalid) as caught:
        parse(text)
    _, line, caret = caught.value.sentence.split("\n")
    assert line[caret.index("^")] == '"'
    assert len(line) <= 100


def test_more_than_a_thousand_terms_are_refused() -> None:
    assert len(parse("a " * 1000)) == 1000
    for text in ("a " * 1001, ",".join("a" * 1001), "a" * 100_001):
        with pytest.raises(Invalid) as caught:
            parse(text)
        assert caught.value.code == "FLT-TERMS"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    terms: tuple[Term, ...] = ()
    code = "FLT-SYNTAX"
    try:
        terms = parse(text)
    except Invalid as refused:
        code = refused.code
    assert code == "FLT-SYNTAX"
    assert all(0 <= term.at < len(text) and term.values for term in terms)
