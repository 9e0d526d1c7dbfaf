"""Codes of PLUS: a known one is taken, an unknown one asks for a person and never allows."""

import pytest

from rightsdesk.vendorsync.metadata import fields_from
from rightsdesk.vendorsync.metadata.plus import summary_in_words
from rightsdesk.vendorsync.record import Broken
from tests.kit.shared import SHARED, needs_shared
from tests.vendorsync.metadata.making import packet, read_bytes, with_xmp

VOCABULARY = "http://ns.useplus.org/ldf/vocab/"


def fields(*properties: str) -> dict[str, object]:
    return fields_from(read_bytes(with_xmp(packet(*properties))))


@pytest.mark.parametrize("code", ["DMI-PROHIBITED", "DMI-ALLOWED", "DMI-PROHIBITED-SEECONSTRAINT"])
def test_a_known_data_mining_code_is_kept(code: str) -> None:
    found = fields(f"<plus:DataMining>{VOCABULARY}{code}</plus:DataMining>")
    assert (found["data_mining"], found["needs_person"]) == (code, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DataMining", f"{VOCABULARY}DMI-NEVERHEARD"),
        ("DataMining", "prohibited"),
        ("ModelReleaseStatus", f"{VOCABULARY}MR-ABC"),
        ("Reuse", "RE-???"),
        ("SomethingNew", f"{VOCABULARY}ZZ-TOP"),
        ("MediaSummaryCode", "|PLUS|V0121|U001|1IBB1UNA2EMA3PTZ4SBG5VUP6QUL7DWM8RAU8LEN9EXC|"),
        ("MediaSummaryCode", "whatever"),
    ],
)
def test_a_code_we_cannot_judge_asks_for_a_person(name: str, value: str) -> None:
    found = fields(f"<plus:{name}>{value}</plus:{name}>")["needs_person"]
    assert isinstance(found, list)
    (reason,) = found
    assert name.lower() in reason.lower()


def test_codes_in_a_list_are_judged_one_by_one() -> None:
    bag = f"<rdf:Bag><rdf:li>{VOCABULARY}AL-CRP</rdf:li><rdf:li>{VOCABULARY}AL-XYZ</rdf:li></rdf:Bag>"
    found = fields(f"<plus:ImageAlterationConstraints>{bag}</plus:ImageAlterationConstraints>")["needs_person"]
    assert found == ["plus:ImageAlterationConstraints: the PLUS code “AL-XYZ” is not known"]


def test_a_media_summary_is_shown_by_its_groups() -> None:
    said = summary_in_words("|PLUS|V0121|U002|1IBB1UNA2EMA7DWM8RAU8LEN9EXC|1IBA1UNB2BOS|")
    assert said.startswith("use 1: ")
    assert "media EMA" in said
    assert "duration DWM" in said
    assert "use 2: " in said


@pytest.mark.parametrize("name", ["LicenseStartDate", "LicenseEndDate"])
@pytest.mark.parametrize("value", ["2027", "2027-02-30", "31.12.2026", "2027-01-01T00:00:00", "soon"])
def test_a_licence_date_that_cannot_be_read_is_never_guessed(name: str, value: str) -> None:
    with pytest.raises(Broken, match=r"is not valid|has no time zone"):
        fields(f"<plus:{name}>{value}</plus:{name}>")


def test_a_licence_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Broken, match="ends before it begins"):
        fields(
            "<plus:LicenseStartDate>2027-01-01</plus:LicenseStartDate>",
            "<plus:LicenseEndDate>2026-01-01</plus:LicenseEndDate>",
        )


def test_a_licence_day_is_meant_whole_in_the_contracts_zone() -> None:
    found = fields("<plus:LicenseEndDate>2026-12-31</plus:LicenseEndDate>")
    assert found["licence_end"] == "2026-12-31T23:59:59+01:00"


@needs_shared
def test_the_codes_of_the_plus_sample_are_all_known() -> None:
    found = fields_from(read_bytes(with_xmp((SHARED / "data/feeds/plus/PLUS.xmp").read_bytes())))
    asked = found["needs_person"]
    assert isinstance(asked, list)
    assert [each.partition(":")[0] + ":" + each.split(":")[1] for each in asked] == ["plus:MediaSummaryCode"]
    assert all(f"use {number}: " in asked[0] for number in (1, 2, 3, 4))
