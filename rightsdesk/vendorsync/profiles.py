"""What is particular about each house: where it delivers, how it wants to be asked, and its quirks in a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from rightsdesk.faults import Invalid
from rightsdesk.vendorsync.ninjs import Item, Reading
from rightsdesk.vendorsync.port import Capabilities, FeedMode
from rightsdesk.vendorsync.record import members, objects, text

Prepare = Callable[[Item], Item]


@dataclass(frozen=True, slots=True)
class Profile:
    """One house's way; paths are relative to the feed's address, None where it offers no such thing."""

    name: str
    capabilities: Capabilities
    modes: frozenset[FeedMode]
    key_header: str = ""
    key_prefix: str = ""
    token_path: str | None = None
    key_in_path: bool = False
    snapshot_path: str | None = None
    changes_path: str = ""
    queue_path: str = ""
    receipt_path: str = ""
    window_path: str = ""
    lookup_path: str | None = None
    usages_path: str | None = None
    page_size: tuple[str, int] = ("page_size", 200)
    first_query: tuple[tuple[str, str], ...] = ()
    obeys_pauses: bool = False
    default_vendor: str | None = None
    prepare: Prepare | None = None
    asset: Callable[[Item], Any] | None = None
    volatile: frozenset[str] = frozenset()
    record_format: str | None = None
    note: str = field(default="", compare=False)

    def reading(self, vendor: str | None) -> Reading:
        """How this house's records are read when `vendor` is configured for the feed."""
        return Reading(vendor, self.default_vendor, self.record_format, self.prepare, self.asset, self.volatile)


def profile_named(name: str) -> Profile:
    """The profile of that name; the refusal lists those there are."""
    if name not in PROFILES:
        raise Invalid(f"There is no profile “{name}”; there are {', '.join(PROFILES)}.", code="FEED-PROFILE")
    return PROFILES[name]


# ---------------------------------------------------------------- AP


def _ap_record(item: Item) -> Item:
    """AP's address carries tokens, its terms are a list, and only news content may be published."""
    plain = dict(item)
    if type(item.get("uri")) is str:
        plain["uri"] = item["uri"].partition("?")[0]
    if type(item.get("usageterms")) is list:
        terms = [text(term, f"$.usageterms[{index}]") for index, term in enumerate(item["usageterms"])]
        plain["usageterms"] = "\n".join(term for term in terms if term)
    if "byline" not in item and "photographer" in item:
        plain["byline"] = members(item["photographer"], "$.photographer").get("name")
    signals = item.get("signals")
    if type(signals) is list and "newscontent" not in signals and item.get("pubstatus", "usable") == "usable":
        plain["pubstatus"] = "withheld"
        plain.setdefault("ednote", "AP does not mark this item as news content; it may not be published.")
    return plain


def _ap_asset(item: Item) -> Any:
    itemid = members(item.get("altids"), "$.altids").get("itemid")
    return itemid if itemid is not None else urlsplit(str(item.get("uri"))).path.rpartition("/")[2] or None


# ---------------------------------------------------------------- dpa


def _dpa_record(entry: Item) -> Item:
    """A digitalwires entry in the words of ninjs 1.x; an absent publishing status means usable."""
    if not str(entry.get("format", "")).startswith("digitalwires"):
        return entry
    images = [one for one in objects(entry.get("associations"), "$.associations") if one.get("type") == "image"]
    own = next((one for one in images if one.get("urn") == entry.get("urn")), None)
    plain: Item = {"uri": entry.get("urn"), "type": "text" if own is None else "picture"}
    if own is None:
        return plain
    for theirs, ours in (
        ("version", "version"),
        ("version_created", "versioncreated"),
        ("headline", "headline"),
        ("creditline", "description_creditline"),
        ("usageterms", "usageterms"),
        ("copyrightnotice", "copyrightnotice"),
        ("embargoed", "embargoed"),
    ):
        if theirs in entry:
            plain[ours] = entry[theirs]
    if entry.get("pubstatus") is not None:
        plain["pubstatus"] = entry["pubstatus"]
    _dpa_words(entry, own, plain)
    return plain


def _dpa_words(entry: Item, own: Item, plain: Item) -> None:
    described = objects(entry.get("descriptions"), "$.descriptions")
    caption = next((one.get("description") for one in described if one.get("role") == "drol:caption"), None)
    plain["description_caption"] = caption if caption is not None else own.get("caption")
    notes = [text(one.get("ednote"), "$.ednotes") for one in objects(entry.get("ednotes"), "$.ednotes")]
    plain["ednote"] = "\n".join(note for note in notes if note) or None
    categories = objects(entry.get("categories"), "$.categories")
    creators = [one.get("name") for one in categories if one.get("type") == "dnltype:creator"]
    plain["byline"] = creators[0] if creators else entry.get("byline")
    for one in categories:
        if one.get("type") == "dnltype:infosource" and one.get("role") == "dpaisrol:supplier":
            code = text(one.get("qcode"), "$.categories.qcode")
            literal = code.rpartition(":")[2] if code else None
            plain["infosource"] = [{"role": "supplier", "name": one.get("name"), "literal": literal}]
    renditions = objects(own.get("renditions"), "$.associations.renditions")
    if renditions:
        plain["renditions"] = {"preview": {"href": renditions[0].get("url")}}


# ---------------------------------------------------------------- all of them

_GENERIC = Profile(
    name="generic",
    capabilities=Capabilities(
        FeedMode.CURSOR,
        max_ids_per_lookup=100,
        max_page=200,
        gives_price=True,
        gives_period=True,
        gives_territory=True,
        can_report_usage=True,
    ),
    modes=frozenset(FeedMode),
    key_header="X-Api-Key",
    token_path="oauth2/token",  # noqa: S106 - a path
    snapshot_path="v1/items",
    changes_path="v1/changes",
    queue_path="v1/queue",
    receipt_path="v1/queue/{receipt}",
    window_path="items",
    lookup_path="v1/items",
    usages_path="v1/usage-batches/{id}",
    note="a hub that speaks ninjs, such as the one RightsDesk brings along",
)

_AP = Profile(
    name="ap",
    capabilities=Capabilities(FeedMode.CURSOR, max_ids_per_lookup=1, max_page=100, gives_price=True),
    modes=frozenset({FeedMode.CURSOR}),
    key_header="x-api-key",
    changes_path="content/feed",
    lookup_path="content/{id}",
    page_size=("page_size", 100),
    first_query=(("q", "mindate:>now-2d"), ("pricing", "true")),
    default_vendor="ap",
    prepare=_ap_record,
    asset=_ap_asset,
    volatile=frozenset({"uri", "renditions"}),
    note="AP Media API: a feed of next links, policies with prices or tiers",
)

_DPA = Profile(
    name="dpa",
    capabilities=Capabilities(FeedMode.ACK_QUEUE, max_ids_per_lookup=0, max_page=50),
    modes=frozenset({FeedMode.ACK_QUEUE}),
    key_in_path=True,
    queue_path="entries.json",
    receipt_path="entry/{receipt}",
    page_size=("limit", 50),
    obeys_pauses=True,
    default_vendor="dpa",
    prepare=_dpa_record,
    volatile=frozenset({"entry_id", "updated", "associations", "_wireq_receipt"}),
    record_format="digitalwires",
    note="dpa wireQ: a queue whose entries are confirmed one by one",
)

_SUPERDESK = Profile(
    name="superdesk",
    capabilities=Capabilities(
        FeedMode.WINDOW, max_ids_per_lookup=1, max_page=200, change_retention=timedelta(days=3650)
    ),
    modes=frozenset({FeedMode.WINDOW}),
    key_header="Authorization",
    key_prefix="Token ",
    window_path="items",
    lookup_path="items/{id}",
    page_size=("max_results", 200),
    volatile=frozenset({"_id", "_etag", "_links", "_created", "_updated", "_current_version"}),
    note="Superdesk content API: whole days, filtered by versioncreated",
)

PROFILES: dict[str, Profile] = {profile.name: profile for profile in (_GENERIC, _AP, _DPA, _SUPERDESK)}
