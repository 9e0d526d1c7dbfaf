"""The filter of the bar reads and writes the filter language without losing a character."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rightsdesk.readmodel import filters
from tests.kit.features import FEATURE
from ui.kit.declare import Filter, choices
from ui.kit.filter_terms import (
    dated,
    exactly,
    grouped,
    named,
    named_together,
    parsed,
    searched,
    split_words,
    typed_in,
    written,
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Z", "C"), exclude_characters='"'), min_size=1)


@given(st.lists(words))
def test_terms_read_and_written_again_are_the_same(terms: list[str]) -> None:
    assert written(parsed(" ".join(terms))) == " ".join(terms)


@given(st.lists(st.text(), min_size=1))
def test_texts_become_one_term_that_asks_for_just_these(texts: list[str]) -> None:
    where = exactly("title", *texts)
    [term] = parsed(f"-sync:failed {where} sunset")[1:-1]
    assert (term.text, term.field, term.op, term.texts) == (where, "title", ":", tuple(texts))
    assert dated(where) == where


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_the_desk_reads_a_term_as_it_was_meant(texts: list[str]) -> None:
    [term] = filters.parse(exactly("title", *texts))
    assert [value.text for value in term.values] == texts
    assert not any(value.is_none or value.is_any for value in term.values)


@given(
    st.text(st.sampled_from('a:"\\, -<*') | st.characters(), min_size=1).filter(lambda typed: typed.strip() == typed)
)
def test_whatever_is_typed_can_be_asked(typed: str) -> None:
    assert len(filters.parse(typed_in("title", typed))) == 1
    assert filters.parse(searched(typed))


def test_typed_words_are_one_term_unless_they_are_a_filter() -> None:
    for typed, where in {
        "sunset": "sunset",
        "Evening sail": '"Evening sail"',
        "sync:failed sail": "sync:failed sail",
        '5" disc': r'"5\" disc"',
        "Berlin: by night": '"Berlin: by night"',
    }.items():
        assert searched(typed) == where


def test_a_typed_value_may_leave_letters_open() -> None:
    typed = {"IMG-4*": "IMG-4*", "none": '"none"', "Rügen, evening": '"Rügen, evening"', '"a b"': '"a b"'}
    assert {one: typed_in("image", one).removeprefix("image:") for one in typed} == typed


def test_terms_of_fields_become_chips_and_words_stay_words() -> None:
    terms, said = split_words('sync:failed sunset -vendor:1 "two words"')
    assert [term.text for term in terms] == ["sync:failed", "-vendor:1"]
    assert said == 'sunset "two words"'


def test_a_chip_says_title_and_value_as_a_person_would() -> None:
    for text, shown in {
        "sync:failed,conflict": ("Sync", "failed, changed elsewhere"),
        "-sync:failed": ("Sync", "not failed"),
        "online_until<+30d": ("Online until", "next 30 days"),
        "online_until<2026-12-31": ("Online until", "before 31 Dec 2026"),
        "unknown:3": ("unknown", "3"),
        r'title:"5\" disc, red",sail': ("Title", '5" disc, red, sail'),
        "vendor!=1": ("Vendor", "not Ostermann"),
    }.items():
        assert named(parsed(text)[0], FEATURE.filters) == shown


def test_relative_days_become_dates_when_the_desk_is_asked() -> None:
    assert dated("online_until<+30d price>=100", date(2026, 3, 17)) == "online_until<2026-04-16 price>=100"
    assert dated('title:"a:+1d"', date(2026, 3, 17)) == 'title:"a:+1d"'
    assert dated("changed>=-7d", date(2026, 3, 17)) == "changed>=2026-03-10"


def test_terms_of_one_preset_share_a_chip() -> None:
    days = choices({"due>=today due<=+30d": "next 30 days", "due<today": "past"})
    declared = (Filter("due", "Due", "presets", days), Filter("sync", "Sync"))
    groups = grouped(parsed("sync:failed due>=today due<=+30d"), declared)
    assert [named_together(group, declared) for group in groups] == [("Sync", "failed"), ("Due", "next 30 days")]
