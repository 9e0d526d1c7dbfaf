"""The story of an article: which pictures its newest version shows, as the platform's own feed tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rightsdesk.domain.messages import Event, event
from rightsdesk.domain.rights import Placement


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its stream tells it; `pictures` maps the identifiers of its live usages to image keys."""

    platform: str = ""
    article: str = ""
    version: str = ""
    published_at: str = ""
    status: str = "usable"
    pictures: Mapping[str, str] = field(default_factory=dict)


@event("article.observed")
@dataclass(frozen=True, slots=True)
class ArticleObserved(Event[Article]):
    """A platform published a version of an article; this version defines the pictures in it.

    `pictures` maps usage identifiers to image keys (`vendor:asset`), `positions` to where they stand; `unknown` are
    pictures that no vendor delivered, `waiting` what is to be placed once one does.
    """

    platform: str
    article: str
    version: str
    published_at: str
    headline: str = ""
    url: str = ""
    section: str = ""
    editor: str = ""
    status: str = "usable"
    pictures: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    positions: dict[str, str] = field(default_factory=dict)
    waiting: tuple[Placement, ...] = ()

    def evolve(self, state: Article) -> Article:
        """Take the newest version over."""
        return replace(
            state,
            platform=self.platform,
            article=self.article,
            version=self.version,
            published_at=self.published_at,
            status=self.status,
            pictures=self.pictures,
        )
