import gzip
import threading
from collections.abc import Callable

import httpx
import pytest

from rightsdesk.faults import Damaged, Fault, Invalid, Unavailable
from rightsdesk.vendorsync.http import GuardedClient, Limits
from rightsdesk.vendorsync.signin import ClientToken, FixedKey
from tests.vendorsync.kit import Pieces, Waits, client_for

JSON = {"Content-Type": "application/json"}
Answers = Callable[[httpx.Request], httpx.Response]


def json_answer(body: bytes = b"{}", status: int = 200, **headers: str) -> httpx.Response:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers={**JSON, **more}, stream=Pieces(body))


def in_turn(*answers: httpx.Response) -> Answers:
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def fault_of(client: GuardedClient, target: str = "v1/items") -> Fault:
    with pytest.raises(Fault) as caught:
        client.get(target)
    return caught.value


def test_a_path_is_asked_below_the_configured_address_with_the_key() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return json_answer()

    client = client_for(answer, signin=FixedKey("X-Api-Key", "secret"))
    client.get("v1/items", {"q": "a&b"})
    assert str(seen[0].url) == "https://vendor.example/base/v1/items?q=a%26b"
    assert seen[0].headers["x-api-key"] == "secret"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/x", "http://vendor.example/x", "//evil.example/x"])
def test_an_address_on_another_host_never_gets_the_key(elsewhere: str) -> None:
    client = client_for(lambda _: json_answer(), signin=FixedKey("X-Api-Key", "secret"))
    assert fault_of(client, elsewhere).code == "VND-REDIRECT"
    assert client.traffic.requests == 0


def test_a_redirect_is_an_error_and_not_followed() -> None:
    client = client_for(lambda _: json_answer(status=302, Location="https://evil.example/"))
    assert fault_of(client).code == "VND-REDIRECT"
    assert client.traffic.requests == 1


def test_a_server_error_is_tried_five_times_with_growing_pauses() -> None:
    waits = Waits()
    client = client_for(lambda _: json_answer(status=503), waits=waits)
    fault = fault_of(client)
    assert (fault.code, client.traffic.requests, list(waits)) == ("VND-DOWN", 5, [1.0, 2.0, 4.0, 8.0])
    assert "vendor.example" in fault.sentence
    assert "Tried 5 times" in fault.sentence


def test_a_short_pause_asked_for_is_kept_and_a_long_one_is_handed_on() -> None:
    waits = Waits()
    client = client_for(in_turn(json_answer(status=429, Retry_After="7"), json_answer()), waits=waits)
    assert client.get("x").status == 200
    assert list(waits) == [7.0]
    fault = fault_of(client_for(lambda _: json_answer(status=429, Retry_After="3600")))
    assert isinstance(fault, Unavailable)
    assert (fault.code, fault.retry_after) == ("VND-RATE", 3600)


def test_a_refusal_for_load_without_a_time_doubles_the_pause() -> None:
    client = client_for(lambda _: httpx.Response(429, stream=Pieces()))
    pauses = [fault.retry_after for fault in (fault_of(client), fault_of(client)) if isinstance(fault, Unavailable)]
    assert pauses == [60, 120]


def test_a_forbidden_that_speaks_of_a_rate_is_a_pause_and_another_is_not() -> None:
    limited = httpx.Response(403, headers={"Content-Type": "text/plain"}, stream=Pieces(b"Rate Limit Exceeded"))
    assert fault_of(client_for(lambda _: limited)).code == "VND-RATE"
    closed = httpx.Response(403, headers={"Content-Type": "text/plain"}, stream=Pieces(b"no"))
    assert fault_of(client_for(lambda _: closed)).code == "VND-AUTH"


def test_retry_after_on_success_is_a_polling_hint() -> None:
    assert client_for(lambda _: json_answer(Retry_After="100")).get("x").poll_after == 100


def test_a_wrong_key_is_tried_once_and_then_the_feed_stands_still() -> None:
    client = client_for(lambda _: json_answer(status=401), signin=FixedKey("X-Api-Key", "old"))
    assert fault_of(client).code == "VND-AUTH"
    assert fault_of(client).code == "VND-AUTH"
    assert client.traffic.requests == 1


def test_an_expired_token_is_renewed_once_for_all_threads() -> None:
    lock, issued = threading.Lock(), [0]
    together = threading.Barrier(4)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("token"):
            with lock:
                issued[0] += 1
            return json_answer(b'{"access_token": "t%d", "expires_in": 1800}' % issued[0])
        if request.headers["authorization"] == "Bearer t1":
            together.wait(5)
            return json_answer(status=401)
        return json_answer()

    client = client_for(answer, signin=ClientToken("token", "id", "secret"))
    threads = [threading.Thread(target=client.get, args=("x",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert issued[0] == 2
    assert client.traffic.signins == 2


def test_a_token_that_is_refused_again_stops_instead_of_looping() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        token = request.url.path.endswith("token")
        return json_answer(b'{"access_token": "t"}') if token else json_answer(status=401)

    client = client_for(answer, signin=ClientToken("token", "id", "secret"))
    assert fault_of(client).code == "VND-AUTH"
    assert client.traffic.requests == 4


def test_a_login_page_is_named_as_such() -> None:
    page = httpx.Response(200, headers={"Content-Type": "text/html"}, stream=Pieces(b"<html>"))
    fault = fault_of(client_for(lambda _: page))
    assert fault.code == "VND-FORMAT"
    assert "text/html" in fault.sentence
    assert "login" in fault.sentence


def test_broken_packing_is_asked_for_once_more_unpacked() -> None:
    wanted: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        wanted.append(request.headers["accept-encoding"])
        return json_answer(Content_Encoding="gzip") if wanted[-1] == "gzip" else json_answer()

    assert client_for(answer).get("x").body == b"{}"
    assert wanted == ["gzip", "identity"]


def test_a_bomb_is_refused_at_once_and_not_asked_for_again() -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    client = client_for(lambda _: json_answer(bomb, Content_Encoding="gzip"), limits=Limits(max_bytes=1_000_000))
    fault = fault_of(client)
    assert fault.code == "VND-SIZE"
    assert "vendor.example" in fault.sentence
    assert client.traffic.requests == 1


def test_an_answer_nobody_can_read_is_asked_for_three_times() -> None:
    client = client_for(lambda _: json_answer())

    def unreadable(_: object) -> None:
        raise Damaged("The answer is torn.", code="VND-FORMAT")

    with pytest.raises(Damaged, match="Tried 3 times"):
        client.fetch("x", unreadable)
    assert client.traffic.requests == 3


@pytest.mark.parametrize(
    "url",
    [
        "http://vendor.example",
        "ftp://vendor.example",
        "vendor.example",
        "https://a:b@vendor.example",
        "https://",
        "http://[::",
    ],
)
def test_an_address_that_is_unsafe_or_none_is_refused_before_asking(url: str) -> None:
    with pytest.raises(Invalid):
        client_for(lambda _: json_answer(), url=url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:9"])
def test_this_computer_may_be_asked_without_encryption(url: str) -> None:
    assert client_for(lambda _: json_answer(), url=url).get("x").status == 200
    assert client_for(lambda _: json_answer(), url="http://vendor.example", plain_http=True).get("x").status == 200


def test_a_stopped_client_answers_with_a_sentence() -> None:
    client = client_for(lambda _: json_answer())
    client.close()
    assert fault_of(client).code == "VND-STOPPED"


def test_an_unreachable_host_is_named() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    fault = fault_of(client_for(answer))
    assert fault.code == "VND-DOWN"
    assert "vendor.example cannot be reached" in fault.sentence
