"""How a vendor's delivery is judged against what is stored (product rules, section 4)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rightsdesk.domain import period
from rightsdesk.domain.image import events as happened
from rightsdesk.domain.image.fields import DESCRIPTIVE
from rightsdesk.domain.image.following import with_grants
from rightsdesk.domain.image.state import Image
from rightsdesk.domain.image.usage_events import ImageTakeDownOpened
from rightsdesk.domain.messages import Event


@dataclass(frozen=True, slots=True)
class Delivery:
    """One image as a vendor delivered it; `fields` holds only what the vendor spoke about, None = withdrawn."""

    vendor: str
    asset_id: str
    uri: str
    feed: str
    content_hash: str
    version: int | None = None
    version_created: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    change_id: str = ""
    occurred_at: str | None = None


def judged(image: Image, delivery: Delivery, at: datetime) -> tuple[Event[Image], ...]:
    """Return the facts that follow from a delivery: none when it is older than, or the same as, what is stored."""
    if image.known and delivery.content_hash == image.content_hash and not image.missing:
        return ()
    if image.known and not _is_newer(image, delivery):
        return _contradiction(image, delivery)
    changed = _changed(image, delivery)
    observed = happened.ImageObserved(
        vendor=delivery.vendor,
        asset_id=delivery.asset_id,
        uri=delivery.uri,
        feed=delivery.feed,
        version=delivery.version,
        version_created=delivery.version_created,
        content_hash=delivery.content_hash,
        fields=delivery.fields,
        changed=changed,
        yields=_yielding(image, delivery, changed),
        newer=tuple(name for name in changed if name in DESCRIPTIVE and name in image.local),
        change_id=delivery.change_id,
        occurred_at=delivery.occurred_at,
        late=image.deleted and _is_before(delivery.occurred_at, image.deleted_at),
    )
    facts = (observed, *_price(image, delivery, changed, at), *_status(image, delivery, at))
    return with_grants(image, facts, vendor=True)


def _is_before(earlier: str | None, later: str | None) -> bool:
    """Say whether one of the vendor's moments lies before another; without both nothing is known."""
    return bool(earlier and later) and period.moment(str(earlier)) < period.moment(str(later))


def _is_newer(image: Image, delivery: Delivery) -> bool:
    if image.missing and delivery.content_hash == image.content_hash:
        return True
    if delivery.version is not None and image.version is not None:
        return delivery.version > image.version
    if delivery.version_created and image.version_created and delivery.version_created != image.version_created:
        return period.moment(delivery.version_created) > period.moment(image.version_created)
    return delivery.content_hash != image.content_hash


def _contradiction(image: Image, delivery: Delivery) -> tuple[Event[Image], ...]:
    """Return the contradiction, once; what has no version is merely old when it comes here."""
    if delivery.version is None or delivery.version != image.version or delivery.content_hash in image.conflicts:
        return ()
    return (
        happened.ImageObservationConflicted(
            delivery.version, delivery.content_hash, delivery.fields, delivery.change_id
        ),
    )


def _changed(image: Image, delivery: Delivery) -> tuple[str, ...]:
    fields = delivery.fields
    return tuple(sorted(name for name, value in fields.items() if image.remote.get(name) != value))


def _yielding(image: Image, delivery: Delivery, changed: tuple[str, ...]) -> tuple[str, ...]:
    """Name the corrections that give way: the vendor now ends earlier or allows less than they do."""
    fields, local = delivery.fields, image.local
    end = fields.get("licence_end") if "licence_end" in changed else None
    given_way = [
        name
        for name in ("licence_end", "use_until", "online_until")
        if end and local.get(name) and period.moment(end) < period.moment(local[name])
    ]
    if "territory" in changed and "territory" in local:
        allowed = frozenset(fields.get("territory") or ())
        if allowed and not frozenset(local["territory"] or ()) <= allowed:
            given_way.append("territory")
    return tuple(given_way)


def _price(
    image: Image, delivery: Delivery, changed: tuple[str, ...], at: datetime
) -> tuple[happened.ImagePriceChanged, ...]:
    if not image.known or not {"price", "currency"} & frozenset(changed):
        return ()
    merged = {**image.remote, **delivery.fields}
    return (
        happened.ImagePriceChanged(
            price=merged.get("price"),
            currency=merged.get("currency"),
            origin=merged.get("price_origin"),
            valid_from=delivery.version_created or period.utc_text(at),
        ),
    )


def _status(image: Image, delivery: Delivery, at: datetime) -> tuple[Event[Image], ...]:
    was, now = image.status, str(delivery.fields.get("status") or image.status)
    reason = str(delivery.fields.get("status_reason") or "")
    if now == "canceled" and not image.killed:
        due = dict.fromkeys(image.live, period.utc_text(at))
        return (happened.ImageKilled(reason), *((ImageTakeDownOpened("killed", due),) if due else ()))
    if now == "withheld" and was != "withheld":
        return (happened.ImageWithheld(reason),)
    if now == "usable" and was == "withheld" and not image.killed:
        return (happened.ImageReinstated(),)
    return ()
