"""Getty's channels: a customer's own queues of changes, handed out in sets that wait for their confirmation."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from rightsdesk.faults import Damaged, Invalid
from rightsdesk.vendorsync.agency.asking import Told, asked
from rightsdesk.vendorsync.agency.getty_record import in_utc
from rightsdesk.vendorsync.agency.notices import Notice
from rightsdesk.vendorsync.agency.reading import Item, asset_id_of
from rightsdesk.vendorsync.http import GuardedClient
from rightsdesk.vendorsync.record import Broken, moment, text

_SETS = "v3/asset-changes/change-sets"
_LIFECYCLES = frozenset({"New", "Update", "Delete"})


class Channel:
    """The one channel this feed reads; without a chosen number the only one there is."""

    def __init__(self, client: GuardedClient, number: str | None) -> None:
        """Ask nothing yet."""
        self._client = client
        self._number = number

    def next_set(self, size: int) -> Told:
        """A new set, or again the one that was not confirmed."""
        params = {"channel_id": self.number(), "batch_size": str(size)}
        told = asked(self._client, _SETS, params, "PUT")
        if not told.found:
            raise self._wrong(f"{self._client.host} has no channel {params['channel_id']}.")
        return told

    def confirm(self, number: str) -> None:
        """Let a set go; one that is confirmed already or unknown does no harm."""
        self._client.delete(f"{_SETS}/{quote(number, safe='')}")

    def number(self) -> str:
        """The number of the channel."""
        if self._number is None:
            _, channels = self._all()
            if len(channels) != 1:
                raise self._wrong(f"{self._client.host} offers this key {_listed(channels)}; name one.")
            self._number = str(channels[0].get("ChannelId"))
        return self._number

    def look(self) -> tuple[Told, str]:
        """Look without taking a set: what the agency answered, and how much waits in words."""
        told, channels = self._all()
        number = self.number()
        here = next((one for one in channels if str(one.get("ChannelId")) == number), None)
        if here is None:
            raise self._wrong(f"There is no channel {number} for this key, which sees {_listed(channels)}.")
        return told, f"{here.get('NotificationCount') or 0} changes wait in channel {number}"

    def _all(self) -> tuple[Told, list[Item]]:
        told = asked(self._client, "v3/asset-changes/channels")
        every = [one for one in told.tree if type(one) is dict] if isinstance(told.tree, list) else []
        return told, [one for one in every if one.get("AssetType") in ("Image", "NotSet", None)]

    def _wrong(self, sentence: str) -> Invalid:
        return Invalid(
            f"{sentence} Set the feed's option “channel”, or ask Getty for a channel of changes.", code="FEED-CHANNEL"
        )


def set_number(told: Told) -> str:
    """The number a set is confirmed by."""
    number = told.tree.get("change_set_id")
    if type(number) not in {str, int} or number == "":
        raise Damaged("The answer holds changes, but not the number to confirm them by.", code="VND-FORMAT")
    return str(number)


def read_notice(entry: Item) -> Notice:
    """One line of a set."""
    lifecycle = entry.get("asset_lifecycle")
    if type(lifecycle) is not str or lifecycle not in _LIFECYCLES:
        raise Broken("REC-TYPE", f"“{str(lifecycle)[:40]}” is no known kind of change", "$.asset_lifecycle")
    kind = text(entry.get("asset_type"), "$.asset_type")
    at = moment(in_utc(entry.get("asset_changed_utc_datetime")), "$.asset_changed_utc_datetime")
    return Notice(asset_id_of(entry), at, lifecycle == "Delete", entry, lifecycle, of_picture=kind in {"Image", None})


def time_of(notice: Notice) -> datetime:
    """When it happened; what does not say so happened first."""
    return notice.at or datetime.min.replace(tzinfo=UTC)


def _listed(channels: list[Item]) -> str:
    there = ", ".join(f"{one.get('ChannelId')} ({one.get('AssetFamily')})" for one in channels)
    return f"the channels {there}" if there else "no channel"
