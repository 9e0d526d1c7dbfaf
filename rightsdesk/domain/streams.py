"""The names of streams: category, dash, identifier; written and taken apart in this place only."""


def image(vendor: str, asset_id: str) -> str:
    """Return the stream of one image; the key is (vendor, asset id), never the asset id alone."""
    return f"image-{vendor}:{asset_id}"


def image_of(key: str) -> str:
    """Return the stream of the image with a key `vendor:asset`, split at the first colon."""
    vendor_id, _, asset_id = key.partition(":")
    return image(vendor_id, asset_id)


def vendor(vendor_id: str) -> str:
    """Return the stream of one vendor."""
    return f"vendor-{vendor_id}"


def platform(platform_id: str) -> str:
    """Return the stream of one platform."""
    return f"platform-{platform_id}"


def account(platform_id: str, vendor_id: str) -> str:
    """Return the stream of what one platform owes one vendor."""
    return f"account-{platform_id}:{vendor_id}"


def advice(advice_id: str) -> str:
    """Return the stream of one credit advice."""
    return f"advice-{advice_id}"


def numbering(platform_id: str, year: int) -> str:
    """Return the stream of the number series of a platform and year."""
    return f"numbering-{platform_id}-{year}"


def batch(batch_id: str) -> str:
    """Return the stream of a batch's lifecycle."""
    return f"batch-{batch_id}"


def export(batch_id: str) -> str:
    """Return the stream of the file that a batch of exports became."""
    return f"export-{batch_id}"


def feed(name: str) -> str:
    """Return the stream of a feed."""
    return f"feed-{name}"


def timetable(name: str) -> str:
    """Return the stream of a timetable."""
    return f"timetable-{name}"


def upkeep(name: str) -> str:
    """Return the stream of the upkeep of a workspace."""
    return f"upkeep-{name}"


def article(platform_id: str, article_id: str) -> str:
    """Return the stream of one article of a platform."""
    return f"article-{platform_id}:{article_id}"


def category(stream: str) -> str:
    """Return the part before the first dash: image, vendor, account ..."""
    return stream.partition("-")[0]


def identifier(stream: str) -> str:
    """Return the part after the first dash."""
    return stream.partition("-")[2]


def pair(stream: str) -> tuple[str, str]:
    """Return both halves of an image's or account's identifier, split at the first colon."""
    first, _, second = identifier(stream).partition(":")
    return first, second
