"""The filter of the bar reads and writes the filter language without losing a character."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.kit.features import FEATURE
from ui.kit.declare import Filter, choices
from ui.kit.filter_terms import dated, grouped, named, named_together, parsed, quoted, split_words, written

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Z", "C"), exclude_characters='"'), min_size=1)


@given(st.lists(words))
def test_terms_read_and_written_again_are_the_same(terms: list[str]) -> None:
    assert written(parsed(" ".join(terms))) == " ".join(terms)


def test_a_quoted_value_keeps_its_blanks() -> None:
    [term] = parsed(f"title:{quoted('Evening sail')}")
    assert (term.field, term.op, term.value) == ("title", ":", '"Evening sail"')


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
    }.items():
        assert named(parsed(text)[0], FEATURE.filters) == shown


def test_relative_days_become_dates_when_the_desk_is_asked() -> None:
    assert dated("online_until<+30d price>=100", date(2026, 3, 17)) == "online_until<2026-04-16 price>=100"
    assert dated("changed>=-7d", date(2026, 3, 17)) == "changed>=2026-03-10"


def test_terms_of_one_preset_share_a_chip() -> None:
    days = choices({"due>=today due<=+30d": "next 30 days", "due<today": "past"})
    filters = (Filter("due", "Due", "presets", days), Filter("sync", "Sync"))
    groups = grouped(parsed("sync:failed due>=today due<=+30d"), filters)
    assert [named_together(group, filters) for group in groups] == [("Sync", "failed"), ("Due", "next 30 days")]
