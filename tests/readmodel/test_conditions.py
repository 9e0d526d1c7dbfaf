"""Filters find what a person means by dates, amounts, words and their absence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightsdesk.domain import image
from rightsdesk.faults import Invalid
from rightsdesk.readmodel import Query, Reader, ReadModel, open_read_model
from tests.readmodel.told import Told


@pytest.fixture(scope="module", name="model")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadModel]:
    told = Told()
    told.vendor("alpenpix", "Alpen Pix")
    told.image("1", title="Sunset at the harbour", price=1250, online_until=None)
    told.image("2", title="Dawn", caption=None, price=None, currency=None, licence_end="2026-06-30T23:59:59+02:00")
    told.image("3", title="Größe der Düne", price=5000, currency="JPY", licence_end="2027-01-01T00:30:00+09:00")
    told.image(
        "4", vendor="nordlicht", title="sun over snow", price=0, territory=[], licence_end=None, status="withheld"
    )
    stream = told.image("5", vendor="nordlicht", title="Sunflower", currency="CHF", price=1250)
    told.happened(stream, image.ImageMetadataUpdated({"platforms": ["mag", "daily"], "credit": "Own desk"}))
    model = open_read_model(tmp_path_factory.mktemp("read") / "read.db", told.log)
    model.catch_up_fully()
    yield model
    model.close()


@pytest.mark.parametrize(
    ("where", "assets"),
    [
        ("", "12345"),
        ("vendor:alpenpix", "123"),
        ('vendor:"alpen pix"', "123"),
        ("vendor:nord*", "45"),
        ("vendor:alpenpix,nordlicht", "12345"),
        ("vendor:stranger", ""),
        ("-vendor:alpenpix", "45"),
        ("vendor!=alpenpix", "45"),
        ("-vendor!=alpenpix", "123"),
        ("key:nordlicht:4", "4"),
        ("asset_id:1,2", "12"),
        ("price>=12.50", "135"),
        ("price:12.50", "15"),
        ("price:12.50CHF", "5"),
        ("price:0", "4"),
        ("price:none", "2"),
        ("-price:none", "1345"),
        ("price:*", "1345"),
        ("price<1", "4"),
        ("price>12.50", "3"),
        ("price<=12.50", "145"),
        ("online_until<2026-12-31", "2"),
        ("online_until<=2026-12-31", "1235"),
        ("online_until>2026-12-31", ""),
        ("online_until:2026-12-31", "135"),
        ("online_until:2026-12", "135"),
        ("online_until:2026", "1235"),
        ("online_until>=2026-12-31T23:59:59+01:00", "15"),
        ("online_until:none", "4"),
        ("licence_end:*", "1235"),
        ("territory:DE", "1235"),
        ("territory:DE,FR", "1235"),
        ("territory:none", "4"),
        ("platform:mag", "5"),
        ("platform:ma", ""),
        ("platform:none", "1234"),
        ("status:blocked", "4"),
        ("state:usable", "1235"),
        ("caption:none", "2"),
        ("caption:boats", "1345"),
        ("credit:own", "5"),
        ("credit:none", "1234"),
        ("title:sun", "145"),
        ("title:dune", "3"),
        ("title:sun -title:sunset", "45"),
        ("corrected:credit", "5"),
        ("has:correction", "5"),
        ("sun", "145"),
        ('"sun"', "4"),
        ("SUNSET", "1"),
        ("groSSe", ""),
        ("größe", "3"),
        ("grosse", ""),
        ("duene,dune", "3"),
        ('"sunset at"', "1"),
        ('"at sunset"', ""),
        ("sun snow", "4"),
        ("-sun", "23"),
        ("dawn,sunflower", "25"),
        ("!!!", ""),
        ('sun" "', None),
        ("currency:EUR price<20 status:usable", "1"),
    ],
)
def test_a_filter_finds_what_is_meant(asked: Reader, where: str, assets: str | None) -> None:
    query = Query("images", where)
    if assets is None:
        with pytest.raises(Invalid):
            asked.ids(query)
        return
    found = asked.ids(query)
    assert "".join(key.partition(":")[2] for key in asked.keys("images", found)) == assets
    assert asked.count(query) == len(assets)
    assert asked.matching(query, range(100)) == frozenset(found)


def test_relative_days_count_from_today(model: ReadModel, tmp_path: Path) -> None:
    reader = model.reader(lambda: date(2026, 12, 1))
    assert reader.count(Query("images", "online_until<=+30d")) == 4
    assert reader.count(Query("images", "online_until<=+29d")) == 1
    assert reader.count(Query("images", "online_until<today")) == 1
    assert reader.count(Query("images", "online_until>=-1d")) == 3
    reader.close()


@pytest.mark.parametrize(
    ("where", "code", "said"),
    [
        ("colour:red", "FLT-FIELD", "Columns: allowed, asset_id,"),
        ("price>cheap", "FLT-VALUE", "12.50"),
        ("price:1,50 ", "FLT-NONE", ""),
        ("online_until<2026-02-30", "FLT-VALUE", "2026-12-31"),
        ("online_until<2026-02-28T10:00", "FLT-VALUE", "2026-12-31"),
        ("vendor<3", "FLT-VALUE", "does not work on vendor"),
        ("price>1,2", "FLT-VALUE", "one value only"),
        ("has:everything", "FLT-VALUE", "conflict"),
        ("batch:seventeen", "FLT-VALUE", "number of a batch"),
        ("batch:1/x", "FLT-VALUE", "number of a batch"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_way_out(asked: Reader, where: str, code: str, said: str) -> None:
    if code == "FLT-NONE":
        assert asked.count(Query("images", where)) == 0
        return
    with pytest.raises(Invalid) as caught:
        asked.ids(Query("images", where))
    assert caught.value.code == code
    assert said in caught.value.sentence
    assert "^" in caught.value.sentence


def test_a_filter_cannot_reach_the_statement(asked: Reader) -> None:
    for hostile in ("x' OR 1=1 --", '") OR 1=1 --', "'; DROP TABLE images; --", "title:') OR (1", "NEAR(", "a* OR b"):
        quoted = '"' + hostile.replace('"', '\\"') + '"'
        for where in (f"vendor:{quoted}", quoted, f"title:{quoted}", f"asset_id:{quoted}", f"platform:{quoted}"):
            assert asked.count(Query("images", where)) == 0, where
    assert asked.count(Query("images")) == 5


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_question(asked: Reader, text: str) -> None:
    code = "FLT-"
    try:
        assert 0 <= asked.count(Query("images", text)) <= 5
    except Invalid as refused:
        code = refused.code
    assert code.startswith("FLT-")
