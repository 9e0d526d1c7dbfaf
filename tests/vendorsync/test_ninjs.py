"""What a delivered record says about a picture, and which rule it breaks."""

from typing import Any

import pytest

from rightsdesk.vendorsync.ninjs import Reading, read_item
from rightsdesk.vendorsync.port import Rejected, RemoteImage
from rightsdesk.vendorsync.translate import Sorted, read_again
from tests.vendorsync.kit import URI, dated, picture, policy

ANY = Reading()


def image_of(item: dict[str, Any], reading: Reading = ANY) -> RemoteImage:
    image = read_item(item, reading)
    assert image is not None
    return image


def refusal_of(entry: Any, reading: Reading = ANY) -> Rejected:
    found = Sorted([entry], reading, doubtful=True)
    assert not found.changes
    assert len(found.rejected) == 1
    return found.rejected[0]


def test_a_record_of_the_third_generation_is_read_in_full() -> None:
    image = image_of(picture(usageTerms="Nur redaktionell", embargoedUntil="2026-12-24T18:00:00Z", edNote="Achtung"))
    assert (image.vendor, image.asset_id, image.uri, image.version) == ("alpenpix", "100001", URI, 1)
    assert image.raw_format == "ninjs-3.1"
    assert image.fields == {
        "title": "Flughafen",
        "headline": "Flughafen",
        "caption": "Am Flughafen",
        "byline": "Đorđe Petrović",
        "credit": "Petrović/AlpenPix",
        "source": "AlpenPix AG",
        "usage_terms": "Nur redaktionell",
        "instructions": "Achtung",
        "price": 1250,
        "currency": "EUR",
        "price_origin": "item",
        "licence_start": None,
        "licence_end": None,
        "territory": [],
        "territory_excluded": [],
        "media": [],
        "embargo_until": "2026-12-24T18:00:00+00:00",
        "status": "usable",
    }


def test_the_first_and_second_generation_mean_the_same_in_their_own_words() -> None:
    common = {"uri": URI, "type": "picture", "version": "4", "versioncreated": "2026-01-01T10:00:00+01:00"}
    rights = {"rightsinfo": {"encodedrights": policy()}, "pubstatus": "withheld", "usageterms": "nur online"}
    first = image_of({**common, **rights, "byline": "Ana", "headline": "Messe", "description_caption": "Auf der Messe"})
    second = image_of(
        {
            **common,
            **rights,
            "by": "Ana",
            "headlines": [{"value": "Messe"}],
            "descriptions": [{"role": "caption", "value": "Auf der Messe"}],
        }
    )
    assert first.fields == second.fields
    assert first.fields["price"] == 1250
    assert first.fields["status"] == "withheld"
    assert (first.raw_format, second.raw_format) == ("ninjs-1", "ninjs-2")


def test_a_missing_member_says_nothing_and_null_takes_the_value_back() -> None:
    silent = image_of(picture(by=..., rightsInfo=..., headlines=...)).fields
    assert not {"byline", "price", "title", "territory"} & set(silent)
    withdrawn = image_of(picture(by=None, rightsInfo=None, headlines=None)).fields
    for name in ("byline", "price", "currency", "licence_end", "territory", "headline", "title"):
        assert withdrawn[name] is None


def test_unknown_members_are_passed_over() -> None:
    assert image_of(picture(**{"x-internal": {"a": [1]}})).fields == image_of(picture()).fields


def test_the_end_of_interest_is_not_the_end_of_the_licence() -> None:
    assert image_of(picture(expires="2026-07-01T00:00:00Z")).fields["licence_end"] is None


def test_a_kill_carries_its_reason() -> None:
    fields = image_of(picture(pubStatus="canceled", edNote="MANDATORY KILL")).fields
    assert (fields["status"], fields["status_reason"]) == ("canceled", "MANDATORY KILL")


def test_the_configured_vendor_is_paid_whoever_supplied() -> None:
    image = image_of(picture(), Reading("hausagentur"))
    assert (image.vendor, image.asset_id) == ("hausagentur", URI)
    assert image_of(picture(infoSources=...)).vendor == "alpenpix"


def test_the_same_content_has_the_same_hash_in_any_order() -> None:
    item = picture()
    assert image_of(item).content_hash == image_of(dict(reversed(item.items()))).content_hash
    assert image_of(item).content_hash != image_of(picture(by="A")).content_hash


def test_the_larger_picture_and_the_smaller_one_are_told_apart() -> None:
    large, small = ({"name": name, "href": f"https://x/{name}"} for name in ("preview", "thumbnail"))
    both, one, none = (image_of(picture(renditions=given)).fields for given in ([large, small], [small], []))
    assert (both["preview"], both["thumbnail"]) == ("https://x/preview", "https://x/thumbnail")
    assert (one["preview"], one["thumbnail"]) == ("https://x/thumbnail", None)
    assert (none["preview"], none["thumbnail"]) == (None, None)
    assert "preview" not in image_of(picture()).fields


def test_text_items_are_counted_and_not_taken() -> None:
    found = Sorted([picture(type="text"), picture()], ANY)
    assert (found.skipped, len(found.changes), found.rejected) == (1, 1, [])


@pytest.mark.parametrize(
    ("member", "value", "code", "path"),
    [
        ("headlines", {"value": "kein Feld"}, "REC-TYPE", "$.headlines"),
        ("headlines", ["x"], "REC-TYPE", "$.headlines[0]"),
        ("by", 7, "REC-TYPE", "$.by"),
        ("by", "x" * 10_001, "REC-LENGTH", "$.by"),
        ("version", True, "REC-TYPE", "$.version"),
        ("version", [], "REC-TYPE", "$.version"),
        ("rightsInfo", "frei", "REC-TYPE", "$.rightsInfo"),
        ("rightsInfo", {"encodedRights": "{broken"}, "REC-POLICY", "$.rightsInfo.encodedRights"),
        ("rightsInfo", {"encodedRights": '{"a":1,"a":2}'}, "VND-DUPKEY", "$.rightsInfo.encodedRights"),
        ("renditions", "x", "REC-TYPE", "$.renditions"),
        ("infoSources", {}, "REC-TYPE", "$.infoSources"),
        ("pubStatus", "perhaps", "REC-STATUS", "$.pubStatus"),
        ("pubStatus", None, "REC-STATUS", "$.pubStatus"),
        ("type", ..., "REC-TYPE", "$.type"),
        ("uri", ..., "REC-ID", "$.uri"),
        ("uri", 5, "REC-ID", "$.uri"),
        ("uri", "https://hub.invalid/v1/items/alpenpix/1\u202e2", "REC-TEXT", "$.uri"),
        ("uri", "https://hub.invalid/v1/items/alpenpix/\x1b1", "REC-TEXT", "$.uri"),
        ("uri", "https://hub.invalid/v1/items/alpenpix/аb1", "REC-TEXT", "$.uri"),
        ("uri", "https://hub.invalid/" + "x" * 3000, "REC-LENGTH", "$.uri"),
        ("versionCreated", "2026-02-30T10:00:00Z", "REC-DATE", "$.versionCreated"),
        ("versionCreated", "0000-01-01T10:00:00Z", "REC-DATE", "$.versionCreated"),
        ("versionCreated", "9/21/17", "REC-DATE", "$.versionCreated"),
        ("versionCreated", "2026-03-29T02:30:00", "REC-DATE", "$.versionCreated"),
        ("embargoedUntil", "morgen", "REC-DATE", "$.embargoedUntil"),
    ],
)
def test_a_broken_member_sets_the_record_aside_with_its_place(member: str, value: Any, code: str, path: str) -> None:
    refusal = refusal_of(picture(**{member: value}))
    assert (refusal.reason_code, refusal.path) == (code, path)
    assert refusal.reason.startswith("Image ")
    assert refusal.reason.endswith("the record was set aside.")
    assert refusal.raw


@pytest.mark.parametrize("vendor", ["V-Ѕ1", "a\u200bb", "a:b", "x" * 101])
def test_a_vendor_that_looks_like_another_is_matched_to_none(vendor: str) -> None:
    item = picture(infoSources=[{"role": "supplier", "literal": vendor}])
    assert refusal_of(item).reason_code == "REC-VENDOR"


@pytest.mark.parametrize(
    ("amount", "rule"),
    [
        ("-12.50", "negative"),
        ("12,50", "comma"),
        ("12,50 €", "comma"),
        ("1.005", "decimals"),
        ("١٢", "plain decimal"),
        ("1_000", "plain decimal"),
        (" 5 ", "plain decimal"),
        ("50000.01", "above 50,000"),
        (True, "not a number"),
        (None, "not a number"),
        (-0.0, "negative"),
        (float("1e300"), "plain decimal"),
    ],
)
def test_a_price_that_is_no_plain_number_is_never_repaired(amount: Any, rule: str) -> None:
    refusal = refusal_of(picture(rightsInfo={"encodedRights": policy(amount=amount)}))
    assert refusal.reason_code == "REC-PRICE"
    assert rule in refusal.reason


@pytest.mark.parametrize(
    ("amount", "unit", "minor"),
    [
        ("0.00", "EUR", 0),
        ("12.5", "EUR", 1250),
        ({"@value": "7"}, "iso4217:CHF", 700),
        (12.5, "EUR", 1250),
        ("1200", "JPY", 1200),
    ],
)
def test_a_price_is_kept_in_minor_units_of_its_currency(amount: Any, unit: str, minor: int) -> None:
    fields = image_of(picture(rightsInfo={"encodedRights": policy(amount=amount, unit=unit)})).fields
    assert fields["price"] == minor
    assert fields["price_origin"] == "item"


@pytest.mark.parametrize(("amount", "unit"), [("12.50", "JPY"), ("12.50", "Euro"), ("12.50", "")])
def test_a_price_in_an_impossible_currency_is_set_aside(amount: str, unit: str) -> None:
    assert (
        refusal_of(picture(rightsInfo={"encodedRights": policy(amount=amount, unit=unit)})).reason_code == "REC-PRICE"
    )


def test_period_and_territory_come_out_of_the_policy() -> None:
    spatial = {"leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": ["iso3166:DE", "iso3166:AT"]}
    without = {"leftOperand": "spatial", "operator": "isNoneOf", "rightOperand": "iso3166:CH"}
    rights = policy(
        dated("gteq", {"@value": "2026-06-14T00:00:00+00:00"}), dated("lteq", "2026-09-12T23:59:59Z"), spatial, without
    )
    fields = image_of(picture(rightsInfo={"encodedRights": rights})).fields
    assert fields["licence_start"] == "2026-06-14T00:00:00+00:00"
    assert fields["licence_end"] == "2026-09-12T23:59:59+00:00"
    assert fields["territory"] == ["DE", "AT"]
    assert fields["territory_excluded"] == ["CH"]


def test_a_bare_end_day_lasts_to_its_end_in_the_contracts_zone() -> None:
    rights = policy(dated("gteq", "2026-01-15"), dated("lteq", "2026-07-15"))
    fields = image_of(picture(rightsInfo={"encodedRights": rights})).fields
    assert fields["licence_start"] == "2026-01-15T00:00:00+01:00"
    assert fields["licence_end"] == "2026-07-15T23:59:59+02:00"


def test_a_first_licence_that_ends_before_it_begins_is_an_error_but_a_later_one_withdraws() -> None:
    rights = {"encodedRights": policy(dated("gteq", "2026-09-15T00:00:00Z"), dated("lteq", "2026-08-31T23:59:59Z"))}
    assert refusal_of(picture(rightsInfo=rights)).reason_code == "REC-DATE"
    assert image_of(picture(rightsInfo=rights, version="3")).fields["licence_end"] == "2026-08-31T23:59:59+00:00"


def test_a_policy_that_names_a_region_in_words_is_left_to_a_person() -> None:
    spatial = {"leftOperand": "spatial", "operator": "eq", "rightOperand": "World except Italy"}
    assert refusal_of(picture(rightsInfo={"encodedRights": policy(spatial)})).reason_code == "REC-TERRITORY"


def test_changes_keep_their_own_id_and_say_where_inside_they_are_broken() -> None:
    broken = {"change_id": "p1", "op": "upsert", "uri": URI, "item": picture(by=7)}
    refusal = refusal_of(broken)
    assert (refusal.change_id, refusal.path, refusal.uri, refusal.asset_id) == ("p1", "$.item.by", URI, "100001")
    gone = Sorted([{"change_id": "p2", "op": "delete", "uri": URI}], ANY).changes[0]
    assert (gone.op, gone.vendor, gone.asset_id, gone.image) == ("delete", "alpenpix", "100001", None)


@pytest.mark.parametrize(
    "entry", [None, 7, "x", [], {}, {"op": "explode"}, {"op": "delete"}, {"op": "upsert", "item": 1}]
)
def test_an_entry_of_any_other_shape_is_set_aside(entry: Any) -> None:
    assert refusal_of(entry).reason_code in {"REC-TYPE", "REC-ID"}


def test_a_record_set_aside_can_be_read_again_after_a_mapping_fix() -> None:
    refusal = refusal_of(
        {"change_id": "p1", "op": "upsert", "uri": "urn:x:1", "item": picture(uri="urn:x:1", infoSources=...)}
    )
    assert refusal.reason_code == "REC-VENDOR"
    again = read_again(refusal.raw, Reading("alpenpix"))
    assert isinstance(again, RemoteImage)
    assert again.asset_id == "urn:x:1"
    assert isinstance(read_again(refusal.raw, ANY), Rejected)
