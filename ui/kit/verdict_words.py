"""What a verdict says to people: its word, every reason as a sentence, what it costs and what carries it."""

from __future__ import annotations

from collections.abc import Mapping

from rightsdesk.desk import Ground, Judged
from ui.kit import show
from ui.kit.declare import Pill
from ui.kit.words import Phrase, phrase, told, tr

WORDS: Mapping[str, Pill] = {
    "allowed": Pill(phrase("Rights", "Allowed"), "ok", "circle-check"),
    "conditional": Pill(phrase("Rights", "On conditions"), "warning", "triangle-alert"),
    "denied": Pill(phrase("Rights", "Denied"), "failed", "ban"),
}
REASONS: Mapping[str, Phrase] = {
    "killed": phrase("Rights", "The vendor has recalled this image; it must not be used anywhere."),
    "unconfirmed": phrase("Rights", "The vendor delivers this recalled image anew; a person must confirm it first."),
    "deleted": phrase("Rights", "The vendor has deleted this image."),
    "withdrawn": phrase("Rights", "This image was withdrawn from use here."),
    "withheld": phrase("Rights", "The vendor withholds this image at present."),
    "embargo": phrase("Rights", "An embargo of the vendor forbids its use."),
    "restricted": phrase("Rights", "Its use is restricted."),
    "no-grant": phrase("Rights", "Nothing permits a use: no right was bought, no agreement covers it."),
    "platform": phrase("Rights", "The right does not cover this platform."),
    "medium": phrase("Rights", "The right does not cover this medium."),
    "territory": phrase("Rights", "The right does not cover all countries in which this platform is read."),
    "not-begun": phrase("Rights", "The right has not begun yet."),
    "ended": phrase("Rights", "The right has ended."),
    "purchase-needed": phrase("Rights", "It must be bought before it is used."),
    "price-unknown": phrase("Rights", "What a use costs is not known."),
    "over-quota": phrase("Rights", "The quota of the agreement is used up; a person must decide."),
    "needs-person": phrase("Rights", "Its terms hold something that only a person can judge."),
    "missing": phrase("Rights", "The vendor's last complete delivery lacked this image."),
    "risk-accepted": phrase("Rights", "Somebody accepted the risk of a use without a right."),
}
COSTS: Mapping[str, Phrase] = {
    "free": phrase("Rights", "free of charge"),
    "conditional": phrase("Rights", "depends on the conditions"),
    "over-quota": phrase("Rights", "beyond the quota"),
    "pay": phrase("Rights", "to be paid"),
}
ORIGINS: Mapping[str, Phrase] = {
    "purchase": phrase("Rights", "bought here"),
    "manual": phrase("Rights", "recorded by hand"),
    "feed": phrase("Rights", "the vendor's policy"),
    "agreement": phrase("Rights", "the agreement"),
}
MEDIA: Mapping[str, Phrase] = {
    "online": phrase("Rights", "online"),
    "print": phrase("Rights", "print"),
    "social": phrase("Rights", "social media"),
    "newsletter": phrase("Rights", "newsletter"),
    "app": phrase("Rights", "app"),
}


def reason(ground: Ground, at: str) -> str:
    """A reason as a sentence with its moment; what the person wrote who restricted the use is quoted."""
    known = REASONS.get(ground.code)
    said = str(known) if known else told(ground.code)
    if ground.sentence:
        said = tr("Rights", "Its use is restricted: {reason}", reason=ground.sentence)
    if ground.at is None:
        return said
    when = tr("Rights", "until {day}", day=show.day(ground.at))
    if ground.code in _BEGINNINGS:
        when = tr("Rights", "from {day}", day=show.day(ground.at))
    elif ground.at <= at:
        when = tr("Rights", "since {day}", day=show.day(ground.at))
    return f"{said.removesuffix('.')} ({when})."


_BEGINNINGS = frozenset({"not-begun"})
"""Reasons whose moment is the one from which they are over because something begins."""


def lifted(ground: Ground) -> str:
    """Who lifted a reason, when, and why; empty where nobody did."""
    if not ground.lifted_by:
        return ""
    day = show.day(ground.lifted_at)
    return tr("Rights", "lifted by {person} on {day}: {why}", person=ground.lifted_by, day=day, why=ground.lifted_for)


def cost(judged: Judged) -> str:
    """What a use costs: its class, and the price where one is known."""
    words = str(COSTS.get(judged.cost, judged.cost))
    price = "" if judged.price is None else show.money(judged.price, judged.currency or "EUR")
    return ", ".join(filter(None, (words, price)))


def carrier(judged: Judged) -> str:
    """What permits the use."""
    return str(ORIGINS.get(judged.origin, judged.origin)) or tr("Rights", "nothing")


def where(platform: str, medium: str) -> str:
    """For which platform and medium something holds."""
    on = platform or tr("Rights", "all platforms")
    return f"{on}, {MEDIA.get(medium, medium)}" if medium else on


def until(moment: str | None) -> str:
    """A day, or that there is no end."""
    return show.day(moment) if moment else tr("Rights", "no end")


def stays(judged: Judged) -> str:
    """Until when a use may stay online."""
    if judged.online != "denied" or judged.online_until is not None:
        return until(judged.online_until)
    return show.DASH if judged.next_change else tr("Rights", "at no time")
