"""Which requests the script lets go wrong."""

import pytest

from rightsdesk.hub.faults import FaultScript
from rightsdesk.hub.wire import HubRequest, Refusal


def _pattern(rule: dict[str, object], count: int, path: str = "/v1/items", method: str = "GET") -> str:
    script = FaultScript()
    script.replace([rule])
    return "".join("x" if script.pick(HubRequest(method, path)) else "." for _ in range(count))


def test_a_bare_rule_strikes_every_request() -> None:
    assert _pattern({"fault": "bom"}, 4) == "xxxx"


def test_times_nth_and_every_count_matching_requests() -> None:
    assert _pattern({"fault": "bom", "times": 2}, 5) == "xx..."
    assert _pattern({"fault": "bom", "match": {"nth": 3}}, 5) == "..x.."
    assert _pattern({"fault": "bom", "match": {"nth": 2}, "times": 3}, 6) == ".xxx.."
    assert _pattern({"fault": "bom", "match": {"every": 3}}, 7) == "..x..x."


def test_path_and_method_choose_the_requests() -> None:
    rule: dict[str, object] = {"fault": "bom", "match": {"path": "/v1/items*", "method": "get"}}
    assert _pattern(rule, 1, "/v1/items/a/1") == "x"
    assert _pattern(rule, 1, "/v1/changes") == "."
    assert _pattern(rule, 1, "/v1/items", "PUT") == "."


def test_chance_is_seeded_and_repeats_itself() -> None:
    rule: dict[str, object] = {"fault": "bom", "match": {"probability": 0.3, "seed": 4}}
    first = _pattern(rule, 200)
    assert first == _pattern(rule, 200)
    assert 30 < first.count("x") < 90


def test_the_first_fitting_rule_wins_and_the_next_follows_when_it_is_spent() -> None:
    script = FaultScript()
    script.replace([{"fault": "bom", "times": 1}, {"fault": "latin1", "times": 1}])
    picked = [script.pick(HubRequest("GET", "/")) for _ in range(3)]
    assert [rule and rule.fault for rule in picked] == ["bom", "latin1", None]


def test_a_rule_added_in_the_program_strikes_once() -> None:
    script = FaultScript()
    script.add("hang", path="/v1/*", seconds=1)
    request = HubRequest("GET", "/v1/items")
    assert [bool(script.pick(request)) for _ in range(2)] == [True, False]
    with pytest.raises(Refusal, match="no fault"):
        script.add("fire")
