"""Who gets in, how often, and how the hub says no."""

from urllib.parse import quote

import pytest

from rightsdesk.hub.access import Credentials
from rightsdesk.hub.limits import RateLimit
from rightsdesk.hub.state import HubState
from tests.hub.asking import Ask, asking, read, small_hub


def _token(ask: Ask) -> str:
    form = {"grant_type": "client_credentials", "client_id": "demo", "client_secret": "demo-secret"}
    granted = read(ask("POST", "/oauth2/token", form, Content_Type="application/json"))
    return f"Bearer {granted['access_token']}"


@pytest.fixture
def locked() -> HubState:
    return small_hub(account=Credentials(), token_life=2)


def test_a_stranger_is_refused_with_401_and_an_error_document(locked: HubState) -> None:
    refused = asking(locked)("GET", "/v1/items")
    assert refused.status == 401
    assert refused.header("WWW-Authenticate") == "Bearer"
    assert set(read(refused)) == {"code", "message", "path", "request_id"}
    assert read(refused)["path"] == "/v1/items"
    assert read(refused)["request_id"] == refused.header("X-Request-Id")


def test_a_token_opens_the_door_until_its_life_is_over(locked: HubState) -> None:
    ask = asking(locked)
    bearer = _token(ask)
    assert ask("GET", "/v1/items", Authorization=bearer).status == 200
    locked.clock.advance(2)
    assert read(ask("GET", "/v1/items", Authorization=bearer))["code"] == "token_expired"


def test_wrong_secret_or_grant_gets_no_token(locked: HubState) -> None:
    ask = asking(locked)
    wrong = {"grant_type": "client_credentials", "client_id": "demo", "client_secret": "guess"}
    assert ask("POST", "/oauth2/token", wrong, Content_Type="application/json").status == 401
    other = {"grant_type": "password"}
    assert (
        read(ask("POST", "/oauth2/token", other, Content_Type="application/json"))["code"] == "unsupported_grant_type"
    )


@pytest.mark.parametrize("name", ["X_Api_Key", "Api_Key", "Authorization"])
def test_the_fixed_key_is_accepted_in_every_usual_header(locked: HubState, name: str) -> None:
    ask = asking(locked)
    start = "Token " if name == "Authorization" else ""
    assert ask("GET", "/v1/quotas", **{name: f"{start}demo-key"}).status == 200
    assert read(ask("GET", "/v1/quotas", **{name: f"{start}guess"}))["code"] == "invalid_key"


def test_unknown_paths_are_404_and_wrong_methods_405(ask: Ask) -> None:
    assert read(ask("GET", "/v2/items"))["code"] == "unknown_path"
    assert read(ask("DELETE", "/v1/items"))["code"] == "method_not_allowed"


def test_nobody_is_throttled_unless_it_was_asked_for(ask: Ask) -> None:
    assert {ask("GET", "/v1/quotas").status for _ in range(500)} == {200}


def test_the_allowance_refills_with_the_hubs_own_clock() -> None:
    state = small_hub(rate_limit=RateLimit(per_second=2, per_minute=4))
    ask = asking(state)
    answers = [ask("GET", "/v1/quotas") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[0].header("X-RateLimit-Limit") == "4"
    assert answers[2].header("Retry-After") == "1"
    assert answers[2].header("X-RateLimit-Remaining") == "2"
    state.clock.advance(1)
    assert [ask("GET", "/v1/quotas").status for _ in range(3)] == [200, 200, 429]
    state.clock.advance(1)
    assert int(ask("GET", "/v1/quotas").header("Retry-After") or 0) > 10, "the minute is used up"


def test_every_answer_carries_the_hubs_date_and_a_new_request_id(ask: Ask) -> None:
    first, second = ask("GET", "/v1/items"), ask("GET", "/v1/items")
    assert first.header("Date") == "Thu, 01 Oct 2026 12:00:00 GMT"
    assert first.header("X-Request-Id") != second.header("X-Request-Id")


def test_numbers_out_of_range_are_refused_by_name(ask: Ask) -> None:
    for query in ("page_size=0", "page_size=201", "page_size=many", "page_size=-1"):
        refused = ask("GET", f"/v1/items?{query}")
        assert refused.status == 400
        assert "page_size" in read(refused)["message"]


def test_a_foreign_cursor_is_refused_not_guessed(ask: Ask) -> None:
    cursor = read(ask("GET", "/v1/changes"))["next"]
    assert read(ask("GET", f"/v1/items?cursor={cursor}"))["code"] == "invalid_cursor"
    assert read(ask("GET", f"/v1/changes?cursor={quote('ÿÿ')}"))["code"] == "invalid_cursor"
