"""What a list says about rights is what the verdict about each picture says, in 100,000 random cases."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rightsdesk.domain import image, platform, rights, streams, terms, vendor, verdict
from rightsdesk.domain.image import Image
from rightsdesk.domain.messages import fold
from rightsdesk.domain.position import Terms, position, terms_of
from rightsdesk.domain.verdict import word_at
from rightsdesk.readmodel import Query, Reader, open_read_model
from tests.kit.oracle import Oracle, Permit
from tests.readmodel.told import FIELDS, Told, observed

BEGIN = datetime(2026, 3, 20, tzinfo=UTC)
"""Moments lie around both changes of the clocks in 2026: 29 March and 25 October."""

PLATFORMS = {"tag": "DE", "reise": "DE AT CH", "sport": "DE"}
OVERRIDDEN = (
    *("ended", "no-grant", "not-begun", "platform", "medium", "territory", "r-0", "restricted"),
    *("withheld", "withdrawn", "embargo"),
)
ENDS = (
    image.ImageKilled("recalled"),
    image.ImageWithdrawn("not ours"),
    image.ImageRemovedByVendor(missing=True),
    image.ImageRemovedByVendor(),
)
VENDORS = 60
TURNS = ("2026-03-29", "2026-06-01", "2026-10-25")
"""Days on which agreements begin and end; on two of them clocks change."""
IMAGES = 2_500
QUESTIONS = 40


class Dice:
    """Chance with a seed, and the words it chooses among."""

    def __init__(self, seed: int) -> None:
        self.of = random.Random(seed)

    def moment(self) -> str:
        if self.of.random() < 0.2:
            day = datetime.fromisoformat(self.of.choice(TURNS)).replace(tzinfo=ZoneInfo("Europe/Berlin"))
            return (day.astimezone(UTC) + timedelta(seconds=self.of.choice((-1, 0, 1800)))).isoformat()
        at = BEGIN + timedelta(hours=self.of.randrange(24 * 260), minutes=self.of.choice((0, 30, 59)))
        return at.isoformat()

    def maybe(self, share: float = 0.5) -> str | None:
        return self.moment() if self.of.random() < share else None

    def platform(self) -> str:
        return self.of.choice(("", *PLATFORMS, "unheard"))

    def medium(self) -> str:
        return self.of.choice(("", "", "online", "print", "social"))


def agreement(dice: Dice) -> terms.Agreement:
    of = dice.of
    return terms.Agreement(
        billing_mode=of.choice(terms.BILLING_MODES),
        rate=of.choice((None, 0, 1500)),
        valid_from=of.choice(("", *TURNS[:2])),
        valid_until=of.choice(("", "", TURNS[2])),
        platforms=of.choice(((), (), (), ("tag", "sport"))),
        media=of.choice(((), (), (), ("online",), ("print", "social"))),
        territory=of.choice(((), (), (), ("DE", "AT", "CH"), ("GB",))),
        quota=of.choice((None, 5, 5)),
        rates=of.choice(((), (terms.Rate(900),))),
    )


def delivered(dice: Dice) -> dict[str, object]:
    of = dice.of
    fields: dict[str, object] = {**FIELDS, "price": of.choice((None, 0, 1250)), "licence_end": dice.maybe(0.4)}
    fields["licence_start"] = dice.maybe(0.2)
    fields["territory"] = of.choice(([], [], [], ["DE"], ["GB"], ["DE", "AT", "CH"]))
    fields["territory_excluded"] = of.choice(([], [], [], [], ["CH"], ["DE"]))
    fields["status"] = of.choice((*["usable"] * 10, "withheld", "canceled"))
    fields["embargo_until"] = dice.maybe(0.1)
    fields["needs_person"] = of.choice((*[None] * 9, ["PL-UNKNOWN"]))
    fields["media"] = of.choice((*[None] * 6, ["online"], ["print"]))
    return {name: value for name, value in fields.items() if value is not None}


def happened(dice: Dice, key: str) -> Iterator[object]:
    """What people and vendors did to one picture's rights afterwards; a third of the pictures has no such story."""
    for number in range(dice.of.choice((0, 0, 1, 2, 4))):
        yield dice.of.choice(
            (
                dice.of.choice(ENDS),
                image.ImageMetadataUpdated(local={"use_until": dice.moment()}),
                image.ImageUseGranted(
                    f"g-{key}-{number}", dice.platform(), dice.medium(), dice.of.choice(((), ("DE",), ("AT",))),
                    dice.maybe(0.7), dice.maybe(0.7), 100, "EUR", "item", "2026-03-01", starts_at=dice.maybe(0.3),
                ),
                image.ImageUseRestricted(
                    rights.Restriction(
                        f"r-{number}", "why", "kim", "2026-03-01T00:00:00+00:00", dice.platform(), dice.medium(),
                        dice.maybe(), dice.maybe(),
                    )
                ),
                image.ImageRestrictionOverridden(
                    rights.Override(
                        f"o-{number}", dice.of.choice(OVERRIDDEN),
                        "why", "kim", dice.moment(), dice.platform(), dice.medium(), dice.maybe(),
                    )
                ),
            )
        )  # fmt: skip


class World:
    """A log full of pictures, and for each what its own stream and its vendor's terms say."""

    def __init__(self, told: Told, dice: Dice, images: int) -> None:
        self.images: dict[str, Image] = {}
        self.terms: dict[str, Terms] = {}
        self.oracles: dict[str, Oracle] = {}
        self.permits: dict[str, list[Permit]] = {}
        reach = {name: frozenset(countries.split()) for name, countries in PLATFORMS.items()}
        made: dict[str, tuple[terms.Agreement, ...]] = {}
        for number in range(VENDORS):
            made[f"v{number}"] = tuple(agreement(dice) for _ in range(dice.of.choice((0, 0, 1, 2))))
        for key, agreements in made.items():
            self._vendor(told, key, agreements[:1])
        for name, countries in PLATFORMS.items():
            told.happened(streams.platform(name), platform.PlatformRegistered(name, name, {"territory": countries}))
        for number in range(images):
            self._image(told, dice, f"v{dice.of.randrange(VENDORS)}", str(number))
        for key, agreements in made.items():
            self._vendor(told, key, agreements[1:])
            spent = self._spent(told, dice, key)
            self.terms[key] = terms_of(agreements, spent, reach)
            self.oracles[key] = Oracle(agreements, tuple(spent), reach)
        for key, one in self.images.items():
            self.permits[key] = self.oracles[one.vendor].permits(one)

    @staticmethod
    def _vendor(told: Told, key: str, agreements: tuple[terms.Agreement, ...]) -> None:
        facts = [vendor.VendorAgreementChanged(one) for one in agreements]
        if facts:
            told.happened(streams.vendor(key), *facts)

    @staticmethod
    def _spent(told: Told, dice: Dice, key: str) -> list[terms.QuotaMark]:
        if dice.of.random() < 0.2:
            return []
        at = dice.moment()
        until = (datetime.fromisoformat(at) + timedelta(days=90)).isoformat()
        since, quota = dice.of.choice(("2026-01-01", *TURNS[:2])), dice.of.choice((4, 5, 9))
        mark = terms.QuotaMark(dice.of.choice((80, 100, 100, 100)), quota, quota, since, until, at)
        told.happened(streams.vendor(key), vendor.VendorQuotaReached(mark))
        return [mark]

    def _image(self, told: Told, dice: Dice, key: str, asset: str) -> None:
        facts = [observed(key, asset, 1, delivered(dice)), *happened(dice, asset)]
        told.happened(streams.image(key, asset), *facts)
        self.images[f"{key}:{asset}"] = fold(Image(), facts)

    def word(self, key: str, platform_id: str, medium: str, at: int) -> str:
        one = self.images[key]
        return word_at(position(one.holding, self.terms[one.vendor]), platform_id, medium, at)

    def second_opinion(self, key: str, platform_id: str, medium: str, at: int) -> str:
        one = self.images[key]
        return self.oracles[one.vendor].says(one, self.permits[key], platform_id, medium, at)


def listed(reader: Reader, asked: str) -> dict[str, str]:
    """Return image -> word, as three filtered lists say it."""
    found: dict[str, str] = {}
    for word in ("allowed", "conditional", "denied"):
        for key in reader.keys("images", reader.ids(Query("images", f"{word}:{asked}"))):
            assert key not in found, f"{key} is {found[key]} and {word} at once"
            found[key] = word
    return found


@pytest.mark.slow
def test_lists_say_what_the_verdict_says_in_100000_cases(tmp_path: Path) -> None:
    seen = _compare(tmp_path, IMAGES, QUESTIONS)
    assert sum(seen.values()) == IMAGES * QUESTIONS == 100_000
    assert min(seen.values()) > 3_000, seen


def test_a_planted_allow_that_beats_deny_makes_lists_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original: Callable[..., Any] = vars(verdict)["_judged"]

    def allowing(*asked: object) -> Any:
        word, *rest = original(*asked)
        return ("allowed" if rest[-1] is not None else word, *rest)

    monkeypatch.setattr(verdict, "_judged", allowing)
    with pytest.raises(AssertionError, match="denied"):
        _compare(tmp_path, 200, 4)


def _compare(tmp_path: Path, images: int, questions: int) -> dict[str, int]:
    """Ask lists, the verdict about each picture and the second opinion the same; count the words."""
    dice, told = Dice(26), Told()
    world = World(told, dice, images)
    model = open_read_model(tmp_path / "read.db", told.log)
    model.catch_up_fully()
    reader = model.reader()
    seen = dict.fromkeys(("allowed", "conditional", "denied"), 0)
    with closing(model), closing(reader):
        for _ in range(questions):
            for word in _asked_everywhere(world, reader, dice).values():
                seen[word] += 1
        assert model.compare().identical
    return seen


def _asked_everywhere(world: World, reader: Reader, dice: Dice) -> dict[str, str]:
    platform_id, medium, at = dice.of.choice((*PLATFORMS, "unheard", "other")), dice.medium() or "online", dice.moment()
    found = listed(reader, f"{platform_id}/{medium}@{at}")
    asked = (platform_id, medium, int(datetime.fromisoformat(at).timestamp()))
    answers = {
        key: (found.get(key), world.word(key, *asked), world.second_opinion(key, *asked)) for key in world.images
    }
    wrong = {key: words for key, words in answers.items() if len(set(words)) > 1}
    assert not wrong, f"{platform_id}/{medium}@{at}: {dict(list(wrong.items())[:5])}"
    return found


@pytest.mark.parametrize("at", ["2026-03-29T00:59:59+00:00", "2026-03-29T01:00:00+00:00", "2026-10-25T00:30:00+00:00"])
def test_a_span_ends_with_its_last_second_across_clock_changes(tmp_path: Path, at: str) -> None:
    told = Told()
    told.vendor()
    told.happened(streams.vendor("alpenpix"), vendor.VendorAgreementChanged(terms.Agreement("on_use")))
    told.image("1", licence_end=at)
    model = open_read_model(tmp_path / "read.db", told.log)
    model.catch_up_fully()
    reader = model.reader()
    before = (datetime.fromisoformat(at) - timedelta(seconds=1)).isoformat()
    assert listed(reader, f"tag@{before}") == {"alpenpix:1": "allowed"}
    assert listed(reader, f"tag@{at}") == {"alpenpix:1": "denied"}
    reader.close()
    model.close()
