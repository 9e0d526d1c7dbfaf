"""Getty and Shutterstock as far as we ask them: small fakes that keep to what the agencies published."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx

from rightsdesk.domain.feed import Feed
from rightsdesk.vendorsync.agency.doors import agency_client
from rightsdesk.vendorsync.agency_rest import AgencyFeed, agency_feed
from rightsdesk.vendorsync.feed import FeedSettings
from rightsdesk.vendorsync.http import Clockwork, Limits
from rightsdesk.vendorsync.port import FeedMode
from tests.kit.shared import SHARED
from tests.vendorsync.kit import NOW, Waits
from tests.vendorsync.published import published

HOUSE = "https://api.agency.example"
QUICK = Limits(tries=3, requests_per_second=100_000, burst=100_000)
Fault = Callable[[httpx.Request], httpx.Response | None]


@dataclass
class Fake:
    """What both agencies have: a journal, faults to come, and a clock."""

    now: datetime = NOW
    journal: list[httpx.Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.journal.append(request)
        for fault in self.faults:
            answer = fault(request)
            if answer is not None:
                return answer
        answer = self.answer(request)
        answer.headers.setdefault("Date", self.now.strftime("%a, %d %b %Y %H:%M:%S GMT"))
        return answer

    def answer(self, request: httpx.Request) -> httpx.Response:
        raise NotImplementedError

    def asked(self, method: str, part: str) -> list[httpx.Request]:
        """Return the requests of a method whose path holds a part."""
        return [one for one in self.journal if one.method == method and part in one.url.path]


@dataclass
class FakeGetty(Fake):
    """A customer with one channel and one product."""

    images: dict[str, dict[str, Any]] = field(default_factory=dict)
    queue: list[dict[str, Any]] = field(default_factory=list)
    products: list[dict[str, Any]] = field(default_factory=lambda: [product()])
    channels: list[dict[str, Any]] = field(default_factory=lambda: [channel(77)])
    reported: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    countable: set[str] = field(default_factory=set)
    names_bad_ones: bool = False
    spends_names: bool = False
    spent: set[str] = field(default_factory=set)
    set_size: int = 40
    lives: int = 10**6
    _token: int = 0
    _used: int = 0
    _handed_out: tuple[int, list[dict[str, Any]]] | None = None
    _sets: int = 0

    def announce(self, *numbers: str, lifecycle: str = "New", kind: str | None = "Image") -> None:
        """Put changes into the channel."""
        for number in numbers:
            at = NOW - timedelta(minutes=60 - len(self.queue) % 60)
            self.queue.append(
                {"id": number, "asset_lifecycle": lifecycle, "asset_type": kind, "uri": None,
                 "asset_changed_utc_datetime": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
            )  # fmt: skip

    def answer(self, request: httpx.Request) -> httpx.Response:
        path, query = request.url.path, dict(parse_qsl(request.url.query.decode()))
        if path == "/oauth2/token":
            return self._sign_in(request)
        if not self._admits(request):
            return httpx.Response(401)
        last = path.rpartition("/")[2]
        answers: dict[str, Callable[[], httpx.Response]] = {
            "products": lambda: httpx.Response(200, json={"products": self.products}),
            "channels": lambda: httpx.Response(200 if self.channels else 404, json=self.channels),
            "change-sets": lambda: self._hand_out(query),
            "images": lambda: self._look_up(query),
        }
        if last in answers:
            return answers[last]()
        return self._confirm(last) if "change-sets" in path else self._count(last, json.loads(request.read()))

    def _sign_in(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.read().decode()))
        if (form["client_id"], form["client_secret"]) != ("key", "word"):
            return httpx.Response(401)
        self._token, self._used = self._token + 1, 0
        # Getty writes the seconds as a text.
        return httpx.Response(200, json={"access_token": f"t{self._token}", "expires_in": "1800"})

    def _admits(self, request: httpx.Request) -> bool:
        self._used += 1
        proof = (request.headers.get("api-key"), request.headers.get("authorization"))
        return proof == ("key", f"Bearer t{self._token}") and self._used <= self.lives

    def _hand_out(self, query: dict[str, str]) -> httpx.Response:
        if query.get("channel_id") not in {str(one["ChannelId"]) for one in self.channels}:
            return httpx.Response(404)
        if self._handed_out is not None:
            return httpx.Response(200, json=_change_set(self._handed_out))
        entries = self.queue[: min(self.set_size, int(query["batch_size"]))]
        if not entries:
            return httpx.Response(200)
        self._sets += 1
        self._handed_out = (9000 + self._sets, entries)
        return httpx.Response(201, json=_change_set(self._handed_out))

    def _confirm(self, number: str) -> httpx.Response:
        if self._handed_out is None or number != str(self._handed_out[0]):
            return httpx.Response(404)
        del self.queue[: len(self._handed_out[1])]
        self._handed_out = None
        return httpx.Response(200)

    def _look_up(self, query: dict[str, str]) -> httpx.Response:
        numbers = query["ids"].split(",")
        if len(numbers) > 100:
            return httpx.Response(400)
        missing = [number for number in numbers if number not in self.images]
        found = [self.images[number] for number in numbers if number in self.images]
        return httpx.Response(200, json={"images": found, "images_not_found": missing})

    def _count(self, name: str, document: dict[str, Any]) -> httpx.Response:
        if name in self.reported or name in self.spent:
            return httpx.Response(409)
        rows = document["asset_usages"]
        known = self.images.keys() | self.countable
        bad = [row["asset_id"] for row in rows if row["asset_id"] not in known]
        if bad or not 0 < len(rows) <= 1000:
            self.spent |= {name} if self.spends_names else set()
            return httpx.Response(400, json={"invalid_assets": bad} if self.names_bad_ones else {"ErrorCode": "x"})
        self.reported[name] = rows
        return httpx.Response(201, json={"invalid_assets": [], "total_asset_usages_processed": len(rows)})


@dataclass
class FakeShutterstock(Fake):
    """Editorial and stock pictures that changed at given times."""

    editorial: list[dict[str, Any]] = field(default_factory=list)
    stock: dict[str, dict[str, Any]] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    subscriptions: list[dict[str, Any]] = field(default_factory=lambda: [subscription()])
    page_size: int = 40
    secret: str = "v2/token"

    def answer(self, request: httpx.Request) -> httpx.Response:
        path, query = request.url.path, parse_qsl(request.url.query.decode())
        pair = b64encode(self.secret.encode()).decode()
        proof = f"Basic {pair}" if ":" in self.secret else f"Bearer {self.secret}"
        if request.headers.get("authorization") != proof:
            return httpx.Response(401)
        if path == "/v2/user/subscriptions":
            return httpx.Response(403) if ":" in self.secret else httpx.Response(200, json={"data": self.subscriptions})
        if path == "/v2/editorial/images/updated":
            return self._cursor_page(dict(query))
        if path == "/v2/images/updated":
            return self._window_page(dict(query))
        numbers = [value for name, value in query if name == "id"]
        if path == "/v2/editorial/images":
            told = ("id", "title", "caption", "description", "byline", "special_instructions", "assets", "aspect")
            found = [{n: one[n] for n in told if n in one} for one in self.editorial if one["id"] in numbers]
            return httpx.Response(200, json={"data": found, "total_count": len(found)})
        found = [self.stock[number] for number in numbers if number in self.stock]
        return httpx.Response(200, json={"data": found, "page": 1, "per_page": 100, "total_count": len(found)})

    def _cursor_page(self, query: dict[str, str]) -> httpx.Response:
        start, end = _moment(query["date_updated_start"]), _moment(query["date_updated_end"])
        kinds = {"addition"} if query["type"] == "addition" else {"edit", "deletion"}
        rows = [
            one
            for one in sorted(self.editorial, key=lambda one: str(one["updated_time"]))
            if start <= _moment(one["updated_time"]) < end and kinds & set(one["updates"])
        ]
        at = int(query.get("cursor", "c0")[1:])
        following = f"c{at + self.page_size}" if at + self.page_size < len(rows) else ""
        return httpx.Response(200, json={"data": rows[at : at + self.page_size], "next": following, "prev": ""})

    def _window_page(self, query: dict[str, str]) -> httpx.Response:
        start, end = _moment(query["start_date"]), _moment(query["end_date"])
        if end - start > timedelta(days=3):
            return httpx.Response(400, json={"message": "range", "errors": []})
        rows = [
            one
            for one in sorted(self.updates, key=lambda one: str(one["updated_time"]))
            if start <= _moment(one["updated_time"]) < end
        ]
        at = (int(query["page"]) - 1) * self.page_size
        document = {"data": rows[at : at + self.page_size], "page": int(query["page"]), "total_count": len(rows)}
        return httpx.Response(200, json=document)


def _change_set(handed_out: tuple[int, list[dict[str, Any]]]) -> dict[str, Any]:
    return {"change_set_id": str(handed_out[0]), "changed_assets": handed_out[1]}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# ---------------------------------------------------------------------- documents


def channel(number: int, kind: str = "Image") -> dict[str, Any]:
    return {"ChannelId": number, "AssetFamily": "Editorial", "AssetType": kind, "NotificationCount": 3}


def product(number: int = 5, kind: str = "premiumaccess", ends: str | None = "2027-01-31T00:00:00Z") -> dict[str, Any]:
    return {"id": number, "name": kind, "agreement_name": f"Vertrag {number}", "type": kind, "status": "active",
            "expiration_utc_date": ends}  # fmt: skip


def subscription(number: str = "s1", kind: str = "editorial", **more: Any) -> dict[str, Any]:
    return {"id": number, "description": f"Abo {number}", "asset_type": kind, "license": "premier",
            "expiration_time": "2027-03-31T23:59:59+02:00", **more}  # fmt: skip


def getty_image(number: str, **more: Any) -> dict[str, Any]:
    image = {
        "id": number,
        "title": f"Hafen {number}",
        "caption": "Ein Schiff läuft ein",
        "artist": "Jürgen Groß",
        "credit_line": "Groß/Getty Images",
        "copyright": "2026 Getty Images",
        "collection_name": "Getty Images News",
        "asset_family": "editorial",
        "license_model": "rightsmanaged",
        "allowed_use": {"how_can_i_use_it": "Editorial use only", "usage_restrictions": ["No use in Japan"]},
        "product_types": ["premiumaccess"],
        "display_sizes": [
            {"name": "preview", "uri": f"https://media.example/{number}?token=1", "is_watermarked": True}
        ],
        **more,
    }
    return {name: value for name, value in image.items() if value is not ...}


def editorial_image(number: str, minutes_ago: int = 60, **more: Any) -> dict[str, Any]:
    image = {
        "id": number,
        "title": "Turnier in Hongkong",
        "caption": "",
        "description": "Spieler vor dem Turnier",
        "byline": "ALEX MUSTER/EPA-EFE/Shutterstock",
        "supplier_code": "EPA",
        "updated_time": (NOW - timedelta(minutes=minutes_ago)).isoformat(),
        "updates": ["addition"],
        "commercial_status": {"status": "available"},
        "rights": {"countries": "CAN,+DEU,+GBR,-*"},
        "assets": {"watermark_450": {"height": 300, "width": 450, "url": f"https://thumbs.example/{number}.jpg"}},
        **more,
    }
    return {name: value for name, value in image.items() if value is not ...}


def stock_image(number: str, **more: Any) -> dict[str, Any]:
    image = {"id": number, "description": "Garten", "media_type": "image", "contributor": {"id": "1"}, **more}
    return {name: value for name, value in image.items() if value is not ...}


def update(number: str, at: datetime, *what: str) -> dict[str, Any]:
    return {"id": number, "updated_time": at.isoformat(), "updates": list(what or ["addition"])}


def getty(pictures: int = 90) -> FakeGetty:
    """Return a Getty with as many new pictures, one deletion of an unknown one and a film."""
    fake = FakeGetty(images={f"1{n:05}": getty_image(f"1{n:05}") for n in range(pictures)})
    fake.announce(*fake.images)
    fake.announce("404404", lifecycle="Delete", kind=None)
    fake.announce("700001", kind="Film")
    return fake


def shutterstock(pictures: int = 90) -> FakeShutterstock:
    """Return a Shutterstock with as many pictures of each kind and a deletion in both."""
    day = timedelta(minutes=30)
    fake = FakeShutterstock(
        editorial=[editorial_image(f"{n}a", 10 + n) for n in range(pictures)],
        stock={str(1000 + n): stock_image(str(1000 + n)) for n in range(pictures)},
        updates=[update(str(1000 + n), NOW - day - n * day) for n in range(pictures)],
    )
    fake.editorial.append(editorial_image("gone", 15, updates=["edit", "deletion"]))
    fake.updates.append(update("5", NOW - day, "deletion"))
    return fake


# ---------------------------------------------------------------------- feeds


def watched(agency: str, fake: Fake) -> httpx.MockTransport:
    """Return a transport that holds everything against the agency's description, where that is at hand."""

    def answer(request: httpx.Request) -> httpx.Response:
        given = fake(request)
        if SHARED.is_dir() and given.status_code < 400:
            complaints = published(agency).complaints(request, given)
            assert not complaints, "\n".join([f"{request.method} {request.url}", *complaints])
        return httpx.Response(given.status_code, headers=given.headers, stream=httpx.ByteStream(given.content))

    return httpx.MockTransport(answer)


def open_agency(
    agency: str,
    fake: Fake,
    *,
    secret: str | None = None,
    mode: FeedMode | None = None,
    options: dict[str, str] | None = None,
    waits: Waits | None = None,
) -> AgencyFeed:
    """Open a feed on a fake without a socket and without waiting."""
    word = secret or ("key:word" if agency == "getty" else getattr(fake, "secret", ""))
    pause = waits if waits is not None else Waits()
    clockwork = Clockwork(sleep=pause, chance=lambda: 1.0, now=lambda: fake.now)
    settings = FeedSettings(agency, HOUSE, agency, mode=mode)
    client = agency_client(settings, word, transport=watched(agency, fake), limits=QUICK, clockwork=clockwork)
    return agency_feed(settings, word, options, client=client)


def answering(agency: str, answers: dict[str, Any], mode: FeedMode | None = None) -> AgencyFeed:
    """Open a feed on fixed answers by the end of the path, whatever is published."""

    def answer(request: httpx.Request) -> httpx.Response:
        document = next(found for end, found in answers.items() if request.url.path.endswith(end))
        if isinstance(document, httpx.Response):
            return document
        return httpx.Response(200, headers={"Content-Type": "application/json"}, content=json.dumps(document))

    settings = FeedSettings(agency, HOUSE, agency, mode=mode)
    client = agency_client(settings, None, transport=httpx.MockTransport(answer), clockwork=Waits().clockwork())
    return agency_feed(settings, None, client=client)


def configured(feed: Feed, fake: Fake) -> AgencyFeed:
    """Open a feed as its story describes it."""
    return open_agency(feed.profile, fake, mode=FeedMode(feed.mode) if feed.mode else None, options=feed.options)
