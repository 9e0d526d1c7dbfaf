"""The sample workspace: invented platforms, vendors and pictures, and the main job on them step by step."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rightsdesk import bootstrap, embedded
from rightsdesk.desk import (
    ApproveAdvices,
    BulkOrder,
    BuyImages,
    Desk,
    GenerateAdvices,
    IssueAdvices,
    Progress,
    Query,
    RefreshImages,
    Selection,
    Ticket,
    UpdateImages,
)
from rightsdesk.domain import streams
from rightsdesk.domain.feed import ARTICLES, ConfigureFeed
from rightsdesk.hub.sample_vendors import sample_vendors
from rightsdesk.settings import Settings

FEED = "sample"
SECOND = "a.weber"
"""The colleague who approves: nobody approves what they generated."""
PLATFORMS = (
    ("tag", "Tagwerk Online", "#B23A27"),
    ("reise", "Reisezeit", "#1C6E8C"),
    ("sport", "Sportplatz", "#2E7D4F"),
)
LETTERHEAD = {
    "company": "Muster Verlag GmbH",
    "street": "Speicherstraße 1",
    "postcode": "20457",
    "city": "Hamburg",
    "country": "DE",
    "vat_id": "DE136695976",
    "email": "honorare@muster-verlag.example",
    "contact": "Honorarabteilung",
    "phone": "+49 40 5555 1200",
    "iban": "DE84100000000000471100",
    "bic": "MARKDEF1100",
}
TROUBLED = {
    "dvorka-o-briain": {"iban": "DE75512108001245126199", "bic": ""},
    "kaethe-jaeger": {"vat_id": "DE136695977"},
    "oedegard-brueggemann": {"street": ""},
    "gruenwald-bildarchiv-e-u": {"iban": "AT611904300234573201", "bic": ""},
    "rheinblick-pressefoto-og": {"iban": "AT611904300234573201", "bic": ""},
}
"""Vendors, of those the sample has, whose credit advices the checks stop: an account that nobody confirmed, a wrong VAT
id, half an address, two with one account.
"""
Told = Callable[[str, int, int], None]
"""Hears of progress: step, done, total (0 = unknown)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the sample is; the same seed gives the same sample."""

    images: int = 2000
    vendors: int = 40
    seed: int = 7
    usages: int = 0
    """About how many; none named means as many as suit the images."""

    @property
    def articles(self) -> int:
        """Return how many articles the platforms have published: five of them place some thirteen pictures."""
        return self.usages * 3 // 8 if self.usages else self.images // 4


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def create_sample(folder: Path, told: Told = silent, plan: Plan | None = None) -> None:
    """Make a sample workspace with pictures delivered and bought, ready for the first credit advices.

    One person alone looks at it, so that one may generate and approve.
    """
    plan = plan or Plan()
    desk = found(folder, plan, four_eyes=False)
    try:
        masters(desk, plan, told)
        arrive(desk, plan, told)
        buy(desk, told)
        publish(desk, told)
        trouble(desk)
    finally:
        desk.close()


def found(folder: Path, plan: Plan, hub: embedded.EmbeddedHub | None = None, *, four_eyes: bool = True) -> Desk:
    """Create the workspace and its feeds; return the open desk. `hub` gives the caller a hand on the vendors."""
    desk = founded(folder, plan, Settings(name="Sample data", sample=True, four_eyes=four_eyes), hub)
    for platform, _, _ in PLATFORMS:
        desk.feeds.add(ConfigureFeed(articles_of(platform), address_of(plan), ARTICLES, platform))
    return desk


def founded(folder: Path, plan: Plan, settings: Settings, hub: embedded.EmbeddedHub | None = None) -> Desk:
    """Create the workspace and its feed of pictures; return the open desk."""
    bootstrap.create_workspace(folder, settings)
    desk = bootstrap.open_desk(folder, bootstrap.Opening(hub=hub))
    desk.feeds.add(ConfigureFeed(FEED, address_of(plan)))
    return desk


def address_of(plan: Plan) -> str:
    """Return the address of the hub that has the pictures and articles of a plan."""
    return embedded.address(plan.images, plan.vendors, plan.seed, plan.articles)


def articles_of(platform: str) -> str:
    """Return the name of a platform's feed of articles."""
    return f"articles-{platform}"


def masters(desk: Desk, plan: Plan, told: Told = silent) -> int:
    """Register platforms and vendors; return how many vendors."""
    for platform, name, colour in PLATFORMS:
        desk.masters.add_platform(platform, name, {**LETTERHEAD, "colour": colour})
    vendors, odd = sample_vendors(plan.vendors, plan.seed), oddities()
    for number, vendor in enumerate(vendors, 1):
        desk.masters.set_vendor(str(vendor["id"]), {**_texts(vendor), **odd.get(str(vendor["id"]), {})})
        told("vendors", number, len(vendors))
    desk.settle()
    return len(vendors)


def oddities() -> dict[str, dict[str, str]]:
    """Return what is odd about some vendors, so that a person looks at their credit advices before they are issued."""
    month, today = last_month(), date.today()  # noqa: DTZ011 - the person's calendar
    whole_year = {"certificate_from": f"{today.year - 1}-01-01"}
    return {
        "guenther-weiss": {"phone": ""},
        "renee-lindstroem": {"tax_scheme": "small_business"},
        "maelle-serban": {"self_billing_agreed_on": month.replace(day=28).isoformat()},
        "fernsicht-fotografie-gbr": {"valid_until": month.replace(day=28).isoformat()},
        "rheinblick-pressefoto-og": {**whole_year, "certificate_until": (today + timedelta(days=20)).isoformat()},
        "zoe-lindstroem": {**whole_year, "certificate_until": month.isoformat()},
        "altmuehl-bilderdienst-eg": _ADDRESS_OF_SCHOENEFELD,
        "schoenefeld-bilderdienst-eg": _ADDRESS_OF_SCHOENEFELD,
    }


_ADDRESS_OF_SCHOENEFELD = {
    "name": "Schönefeld Bilderdienst eG",
    "street": "Marktstraße 12",
    "postcode": "04109",
    "city": "Leipzig",
}
"""Of two vendors, because one of them was entered twice."""


def trouble(desk: Desk, settle: Callable[[Callable[[int, int], None]], None] | None = None) -> None:
    """Change some vendors so that the checks stop what is drafted for them; `settle` waits for the tables."""
    known = {streams.identifier(name) for name in desk.log.streams("vendor")}
    for vendor, values in TROUBLED.items():
        if vendor in known:
            desk.masters.set_vendor(vendor, values)
    if settle is None:
        desk.settle()
    else:
        settle(lambda _done, _total: None)


def _texts(vendor: dict[str, object]) -> dict[str, str]:
    texts = {name: str(value) for name, value in vendor.items() if name != "id" and value is not None}
    if "rate" in texts:
        texts["rate"] = f"{int(texts['rate']) / 100:.2f}"
    return texts


def arrive(desk: Desk, plan: Plan, told: Told = silent) -> dict[str, int]:
    """Synchronise the feed over HTTP; return the counts."""

    def heard(_: str, counts: Counter[str]) -> None:
        told("arrive", counts["new"], plan.images)

    report = desk.feeds.pull(FEED, progress=heard)
    desk.settle()
    return report.counts


def publish(desk: Desk, told: Told = silent) -> int:
    """Read what the platforms published; return how many usages were placed."""
    placed = 0
    for platform, _, _ in PLATFORMS:
        before = placed

        def heard(_: str, counts: Counter[str], before: int = before) -> None:
            told("publish", before + counts["placed"], 0)

        placed += desk.feeds.pull(articles_of(platform), progress=heard).counts.get("placed", 0)
    desk.settle()
    return placed


def update(desk: Desk, told: Told = silent) -> Progress:
    """Change the metadata of all images with one command."""
    order = UpdateImages.from_texts({"usage_terms": "Editorial use only, single use per article."})
    return _all(desk, "images", "", order, "update", told)


def refresh(desk: Desk, told: Told = silent) -> Progress:
    """Fetch the vendors' present metadata for all images with one command."""
    return _all(desk, "images", "", RefreshImages(), "refresh", told)


def buy(desk: Desk, told: Told = silent) -> None:
    """Buy a share of the pictures for each platform, on a day of last month."""
    reader = desk.reader()
    chosen = list(reader.ids(Query("images", "state:usable")))
    day = last_month().replace(day=15).isoformat()
    for nth, (platform, _, _) in enumerate(PLATFORMS):
        share = frozenset(chosen[nth :: len(PLATFORMS)])
        selection = Selection("images", None, reader.position(), share)
        _run(desk, selection, BuyImages(platform, day), "buy", told)


def generate(desk: Desk, told: Told = silent) -> Progress:
    """Draft the credit advices of all vendors with one command."""
    return _all(desk, "vendors", "", GenerateAdvices(f"{last_month():%Y-%m}"), "generate", told)


def settle_advices(desk: Desk, told: Told = silent) -> Iterator[Progress]:
    """Let the colleague approve all drafts, then issue all approved ones."""
    reader = desk.reader()
    drafts = reader.keys("credit_advices", reader.ids(Query("credit_advices", "state:draft")))
    yield _followed(desk, desk.order(ApproveAdvices(), drafts, actor=SECOND), "approve", told)
    day = date.today().isoformat()  # noqa: DTZ011 - the day of issue is the person's calendar day
    yield _all(desk, "credit_advices", "state:approved", IssueAdvices(day), "issue", told)


def last_month() -> date:
    """Return the first day of the month before this one."""
    first = date.today().replace(day=1)  # noqa: DTZ011 - the person's calendar
    return (first - timedelta(days=1)).replace(day=1)


def _all(desk: Desk, table: str, where: str, order: BulkOrder, step: str, told: Told) -> Progress:
    selection = Selection(table, Query(table, where), desk.reader().position())
    return _run(desk, selection, order, step, told)


def _run(desk: Desk, selection: Selection, order: BulkOrder, step: str, told: Told) -> Progress:
    return _followed(desk, desk.submit(selection, order), step, told)


def _followed(desk: Desk, ticket: Ticket, step: str, told: Told) -> Progress:
    def heard(progress: Progress) -> None:
        told(step, progress.total - progress.remaining, progress.total)

    return desk.wait(ticket.batch, heard)
