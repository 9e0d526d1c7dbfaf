"""The training controls."""

from rightsdesk.hub.faults import FAULTS
from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask, read


def test_bump_gives_a_share_of_the_pictures_a_new_version(hub: HubState, ask: Ask) -> None:
    answer = read(ask("POST", "/_demo/bump", {"share": 0.5, "seed": 2, "killed": 1, "withheld": 1, "deleted": 1}))
    assert answer == {"changed": 18, "changes": 18}
    versions = [item.version for item in hub.collection.everything()]
    assert sorted(versions) == [1] * 13 + [2] * 17
    states = [item.document()["pubStatus"] for item in hub.collection]
    assert (states.count("canceled"), states.count("withheld"), len(states)) == (1, 1, 29)


def test_bump_refuses_what_is_no_share(ask: Ask) -> None:
    for wrong in ({"share": 2}, {"share": "all"}, {"seed": 1.5}, {"killed": -1}):
        assert ask("POST", "/_demo/bump", wrong).status == 400


def test_the_journal_holds_what_was_asked_but_not_the_controls(ask: Ask) -> None:
    ask("GET", "/v1/items?page_size=5")
    ask("PUT", "/_demo/faults", [{"fault": "status", "args": {"code": 503}, "match": {"path": "/v1/items"}}])
    ask("GET", "/v1/items")
    requests = read(ask("GET", "/_demo/journal"))["requests"]
    assert [(r["path"], r["query"], r["status"], r["fault"]) for r in requests] == [
        ("/v1/items", "page_size=5", 200, None),
        ("/v1/items", "", 503, "status"),
    ]


def test_reset_brings_items_log_and_faults_back(hub: HubState, ask: Ask) -> None:
    before = [item.body for item in hub.collection]
    cursor = read(ask("GET", "/v1/items?page_size=5"))["next"]
    ask("PUT", "/_demo/faults", [{"fault": "html_200"}])
    hub.bump(1.0, 4, deleted=3)
    assert read(ask("POST", "/_demo/reset")) == {"items": 30, "changes": 0}
    assert [item.body for item in hub.collection] == before
    assert read(ask("GET", "/v1/changes"))["changes"] == []
    assert ask("GET", f"/v1/items?cursor={cursor}").status == 410
    assert read(ask("GET", "/_demo/journal"))["requests"][0]["path"] == "/v1/changes"


def test_the_clock_can_be_set_advanced_and_shown_wrongly(ask: Ask) -> None:
    assert (
        read(ask("POST", "/_demo/clock", {"set": "2027-01-01T00:00:00Z", "advance": 60}))["now"]
        == "2027-01-01T00:01:00Z"
    )
    ask("POST", "/_demo/clock", {"skew": 600})
    assert ask("GET", "/v1/items").header("Date") == "Fri, 01 Jan 2027 00:11:00 GMT"
    assert read(ask("GET", "/_demo/clock"))["now"] == "2027-01-01T00:01:00Z"
    for wrong in ({"set": "tomorrow"}, {"set": "2027-01-01T00:00:00"}, {"advance": "1 h"}):
        assert ask("POST", "/_demo/clock", wrong).status == 400


def test_faults_are_listed_with_their_counts_and_explained(ask: Ask) -> None:
    ask("PUT", "/_demo/faults", {"rules": [{"fault": "empty_429", "times": 1}]})
    assert [ask("GET", "/v1/items").status for _ in range(3)] == [429, 200, 200]
    shown = read(ask("GET", "/_demo/faults"))
    assert (shown["rules"][0]["seen"], shown["rules"][0]["fired"]) == (3, 1)
    assert shown["known"] == dict(FAULTS)


def test_a_wrong_rule_is_refused_by_name_and_changes_nothing(ask: Ask) -> None:
    ask("PUT", "/_demo/faults", [{"fault": "empty_429"}])
    for wrong, word in (
        ([{"fault": "fire"}], "fire"),
        ([{"fault": "hang", "args": {"seconds": "long"}}], "seconds"),
        ([{"fault": "hang", "match": {"paths": "/"}}], "paths"),
        ([{"fault": "hang", "match": {"nth": 0}}], "nth"),
        ([{"fault": "hang", "match": {"method": "BREW"}}], "method"),
        ([{"fault": "hang", "match": {"probability": 3}}], "probability"),
        ("hang", "list"),
    ):
        refused = ask("PUT", "/_demo/faults", wrong)
        assert refused.status == 400
        assert word in read(refused)["message"]
    assert ask("GET", "/v1/items").status == 429
