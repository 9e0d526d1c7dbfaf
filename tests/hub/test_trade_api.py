"""Prices, usage reports, allotments and webhooks."""

from typing import Any
from uuid import uuid4

from rightsdesk.hub.item import Item, terms_of
from rightsdesk.hub.state import HubState
from rightsdesk.hub.webhooks import signature
from tests.hub.asking import Ask, read


def _repriced(hub: HubState, *, changed: bool) -> Item:
    for item in hub.collection:
        before = hub.collection.earlier(item.uri, 1)
        if before and (terms_of(before.document()).price != terms_of(item.document()).price) is changed:
            return item
    raise AssertionError("the sample holds both kinds")


def _usage(item: Item, **more: Any) -> dict[str, Any]:
    return {"asset_id": item.short, "quantity": 1, "usage_date": "2026-09-30", **more}


def test_the_price_comes_with_its_policy(hub: HubState, ask: Ask) -> None:
    item = next(item for item in hub.collection if terms_of(item.document()).price)
    priced = read(ask("GET", f"/v1/prices/{item.short}"))
    assert (priced["uri"], priced["version"]) == (item.uri, 1)
    assert priced["price"] == terms_of(item.document()).price
    assert priced["policy"]["@type"] == "Agreement"


def test_a_changed_price_is_402_with_the_new_one(hub: HubState, ask: Ask) -> None:
    hub.bump(1.0, 3)
    item = _repriced(hub, changed=True)
    changed = ask("GET", f"/v1/prices/{item.short}?version=1")
    assert (changed.status, read(changed)["code"]) == (402, "price_changed")
    assert read(changed)["price"] == terms_of(item.document()).price
    assert ask("GET", f"/v1/prices/{item.short}?version=2").status == 200


def test_a_new_version_at_the_old_price_is_no_price_change(hub: HubState, ask: Ask) -> None:
    hub.bump(1.0, 3)
    item = _repriced(hub, changed=False)
    assert ask("GET", f"/v1/prices/{item.short}?version=1").status == 200


def test_a_usage_batch_is_taken_once_and_counted(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    path = f"/v1/usage-batches/{uuid4()}"
    assert ask("GET", path).status == 404
    taken = ask("PUT", path, {"usages": [_usage(item, quantity=3), _usage(item)]})
    assert (taken.status, read(taken)["accepted"]) == (201, 2)
    assert ask("PUT", path, {"usages": [_usage(item)]}).status == 409
    assert read(ask("GET", path))["accepted"] == 2
    quotas = {row["vendor"]: row for row in read(ask("GET", "/v1/quotas"))["quotas"]}
    vendor = item.short.split("/")[0]
    assert quotas[vendor]["used"] == 4
    assert quotas[vendor]["remaining"] == quotas[vendor]["allotment"] - 4


def test_one_wrong_usage_keeps_the_whole_batch_out(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    path = f"/v1/usage-batches/{uuid4()}"
    wrong = [_usage(item), {**_usage(item), "asset_id": "nobody/1"}, _usage(item, quantity=0)]
    refused = ask("PUT", path, {"usages": wrong})
    assert refused.status == 400
    assert read(refused)["invalid_assets"] == ["nobody/1", item.short]
    assert ask("PUT", path, {"usages": [_usage(item)]}).status == 201


def test_a_usage_batch_has_a_uuid_and_at_most_a_thousand_usages(hub: HubState, ask: Ask) -> None:
    item = next(iter(hub.collection))
    assert read(ask("PUT", "/v1/usage-batches/mine", {"usages": [_usage(item)]}))["code"] == "invalid_batch_id"
    path = f"/v1/usage-batches/{uuid4()}"
    assert ask("PUT", path, {"usages": [_usage(item)] * 1001}).status == 413
    assert ask("PUT", path, {"usages": []}).status == 400


def test_webhooks_are_signed_hints_without_their_secret_shown(hub: HubState, ask: Ask) -> None:
    made = read(ask("POST", "/v1/webhooks", {"url": "http://127.0.0.1:9/hook", "secret": "s"}))
    assert read(ask("GET", "/v1/webhooks")) == {"webhooks": [{"id": made["id"], "url": made["url"]}]}
    hub.bump(0.1, 1)
    notices = hub.webhooks.take_due()
    assert [notice.signature for notice in notices] == [signature("s", notices[0].body)]
    assert ask("DELETE", f"/v1/webhooks/{made['id']}").status == 204
    hub.bump(0.1, 2)
    assert hub.webhooks.take_due() == []


def test_webhooks_to_other_machines_are_refused(ask: Ask) -> None:
    for url in ("http://example.com/hook", "https://127.0.0.1/hook", "file:///etc/passwd", 7):
        assert read(ask("POST", "/v1/webhooks", {"url": url, "secret": "s"}))["code"] == "invalid_webhook"
