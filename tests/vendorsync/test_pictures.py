"""Fetching vendors' pictures: whose hosts are asked, what is taken for a picture, and when nobody is asked."""

from collections.abc import Callable

import httpx
import pytest

from rightsdesk.domain.feed import Feed
from rightsdesk.faults import Damaged, Fault, Invalid, Unavailable
from rightsdesk.vendorsync.http import GuardedClient, Limits
from rightsdesk.vendorsync.pictures import LIMITS, PictureFetcher, checked_host, picture_client
from tests.vendorsync.kit import Pieces, Waits

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
FEED = Feed(name="alpen", url="https://api.alpen.example/v1", profile="generic")
CDN = Feed(
    name="alpen",
    url="https://api.alpen.example/v1",
    profile="generic",
    options={"picture_hosts": "img.alpen.example, .cdn.example"},
)
Answer = Callable[[httpx.Request], httpx.Response]


def image_answer(body: bytes = PNG, status: int = 200, kind: str = "image/png") -> httpx.Response:
    return httpx.Response(status, headers={"Content-Type": kind}, stream=Pieces(body))


def noting(into: list[httpx.Request], answer: Callable[[], httpx.Response]) -> Answer:
    def answered(request: httpx.Request) -> httpx.Response:
        into.append(request)
        return answer()

    return answered


class House:
    """A fetcher whose clients ask a function instead of the network."""

    def __init__(self, answer: Answer, limits: Limits = LIMITS) -> None:
        self.answer, self.limits, self.hosts, self.now = answer, limits, list[str](), 0.0
        self.fetcher = PictureFetcher(self._door, lambda: self.now)

    def _door(self, _feed: Feed, host: str) -> GuardedClient:
        self.hosts.append(host)
        transport = httpx.MockTransport(self.answer)
        return GuardedClient(
            f"https://{host}/",
            limits=self.limits,
            kinds=("image/",),
            transport=transport,
            clockwork=Waits().clockwork(),
        )

    def refused(self, address: str, feed: Feed = FEED) -> Fault:
        with pytest.raises(Fault) as caught:
            self.fetcher.fetch(feed, address)
        return caught.value


def test_a_picture_at_the_feeds_own_host_is_fetched() -> None:
    seen = list[httpx.Request]()
    house = House(noting(seen, image_answer))
    assert house.fetcher.fetch(FEED, "https://api.alpen.example/r/1.png?w=320") == PNG
    assert str(seen[0].url) == "https://api.alpen.example/r/1.png?w=320"
    assert "image/png" in seen[0].headers["accept"]
    house.fetcher.fetch(FEED, "https://api.alpen.example/r/2.png")
    assert house.hosts == ["api.alpen.example"]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/1.png",
        "http://api.alpen.example/1.png",
        "https://api.alpen.example.evil.example/1.png",
        "https://api.alpen.example@evil.example/1.png",
        "https://127.0.0.1/1.png",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "//elsewhere.example/1.png",
        "data:image/png;base64,AAAA",
        "",
    ],
)
def test_no_other_host_and_no_file_is_ever_asked(address: str) -> None:
    house = House(lambda _: image_answer())
    assert isinstance(house.refused(address), Invalid)
    assert not house.hosts


def test_further_hosts_are_those_the_feed_names() -> None:
    assert checked_host(CDN, "https://img.alpen.example/1.png") == "img.alpen.example"
    assert checked_host(CDN, "https://a.cdn.example/1.png") == "a.cdn.example"
    for address in ("https://x.img.alpen.example/1.png", "http://a.cdn.example/1", "https://cdn.example.evil/1"):
        with pytest.raises(Invalid, match="are not fetched from"):
            checked_host(CDN, address)


def test_agencies_pictures_come_from_their_own_domains() -> None:
    getty = Feed(name="g", url="https://api.gettyimages.com/v3", profile="getty")
    assert checked_host(getty, "https://media.gettyimages.com/id/1?token=2") == "media.gettyimages.com"
    with pytest.raises(Invalid):
        checked_host(getty, "https://media.gettyimages.com.evil.example/1")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (image_answer(status=404, body=b""), "PICTURE-GONE"),
        (image_answer(status=410, body=b""), "PICTURE-GONE"),
        (image_answer(b"<html>sign in</html>", kind="text/html"), "VND-FORMAT"),
        (image_answer(b"<svg/>", kind="image/svg+xml"), "PICTURE-FORMAT"),
        (image_answer(b"", kind="image/png"), "PICTURE-FORMAT"),
        (httpx.Response(302, headers={"Location": "https://evil.example/"}), "VND-REDIRECT"),
        (image_answer(PNG + bytes(5_000)), "VND-SIZE"),
    ],
    ids=["missing", "deleted", "page", "drawing", "nothing", "redirect", "large"],
)
def test_what_is_no_picture_is_refused_for_ever(answer: httpx.Response, code: str) -> None:
    house = House(lambda _: answer, Limits(tries=1, max_bytes=4_000))
    assert (type(house.refused("https://api.alpen.example/1.png")), code) == (Damaged, code)
    assert house.refused("https://api.alpen.example/1.png").code == code


def test_a_host_that_does_not_answer_is_left_alone_for_a_while() -> None:
    asked = list[httpx.Request]()
    house = House(noting(asked, lambda: image_answer(status=503)), Limits(tries=1))
    first = house.refused("https://api.alpen.example/1.png")
    assert isinstance(first, Unavailable)
    assert house.refused("https://api.alpen.example/2.png").code == "PICTURE-RESTS"
    assert len(asked) == 1
    house.now = 25.0
    assert house.refused("https://api.alpen.example/2.png").code == "VND-DOWN"
    house.now = 50.0
    assert house.refused("https://api.alpen.example/2.png").code == "PICTURE-RESTS"
    house.answer = lambda _: image_answer()
    assert len(asked) == 2


def test_after_the_end_nobody_is_asked() -> None:
    house = House(lambda _: image_answer())
    house.fetcher.fetch(FEED, "https://api.alpen.example/1.png")
    house.fetcher.close()
    assert isinstance(house.refused("https://api.alpen.example/2.png"), Unavailable)
    assert isinstance(house.refused("https://api.alpen.example/2.png", CDN), Unavailable)


def test_what_one_picture_may_cost_is_bounded() -> None:
    client = picture_client("https://api.alpen.example/")
    assert client.limits.max_bytes <= 16 * 1024 * 1024
    assert client.limits.deadline <= 30
    assert client.limits.connections <= 4
    client.close()
