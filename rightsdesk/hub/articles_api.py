"""Following what the publisher's platforms publish: a change feed for each, and single articles."""

import hashlib
from http import HTTPStatus

from rightsdesk.hub.articles import Articles
from rightsdesk.hub.changes_api import LARGEST_PAGE, LONGEST_WAIT, PAGE, listed
from rightsdesk.hub.state import HubState
from rightsdesk.hub.wire import Hold, HubRequest, HubResponse, Refusal, answer, encode, read_count, read_object

STATUSES = ("usable", "withheld", "canceled")


def platforms(_: HubRequest, state: HubState, __: tuple[str, ...]) -> HubResponse:
    """`GET /v1/platforms`: whose articles can be followed here."""
    found = [
        {"platform": one.platform, "articles": len(one), "versions": len(one.log)} for one in state.articles.values()
    ]
    return answer({"platforms": found})


def changes(request: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/platforms/{platform}/articles`: what was published behind the cursor, as `/v1/changes` has it."""
    articles = _published(state, parts[0])
    size = read_count(request, "page_size", PAGE, LARGEST_PAGE)
    wait = read_count(request, "wait", 0, LONGEST_WAIT) if request.value("wait") not in (None, "0") else 0
    stretch = articles.log.read(request.value("cursor"), size, state.clock.now())
    tail = {"next": stretch.following, "more": stretch.more}
    held = wait and not stretch.entries
    hold = Hold(float(wait), len(articles.log), articles.platform) if held else None
    return HubResponse(HTTPStatus.OK, listed(b"changes", (entry.body for entry in stretch.entries), tail), hold=hold)


def single(request: HubRequest, state: HubState, parts: tuple[str, ...]) -> HubResponse:
    """`GET /v1/platforms/{platform}/articles/{id}`: the newest version of one article; 404 for a stranger."""
    document = _published(state, parts[0]).newest(parts[1])
    if document is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_article", "There is no such article.")
    body = encode(document)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if request.headers.get("if-none-match", "").removeprefix("W/") == etag:
        return HubResponse(HTTPStatus.NOT_MODIFIED, headers=(("ETag", etag),))
    return HubResponse(HTTPStatus.OK, body, headers=(("ETag", etag),))


def rewrite(request: HubRequest, state: HubState, _: tuple[str, ...]) -> HubResponse:
    """`POST /_demo/articles`: publish new versions `without` some pictures, or with another `status`.

    `platform` and `article` choose one article; without them every article that shows one of the pictures changes.
    """
    given = read_object(request)
    without, status = given.get("without", []), given.get("status", "usable")
    if not isinstance(without, list) or not all(isinstance(one, str) for one in without):
        raise _wrong("without must be a list of pictures like vendor/id.")
    if status not in STATUSES:
        raise _wrong(f"status must be one of {', '.join(STATUSES)}.")
    published = state.rewrite_articles(_chosen(given, state, without), without, str(status))
    return answer({"published": len(published), "articles": published})


def _chosen(given: dict[str, object], state: HubState, without: list[str]) -> list[tuple[str, str]]:
    """Platform and identifier of every article meant."""
    platform, key = given.get("platform"), given.get("article")
    meant = [_published(state, str(platform))] if platform is not None else list(state.articles.values())
    if key is None:
        return [(one.platform, found) for one in meant for found in one.showing(without)]
    chosen = [(one.platform, str(key)) for one in meant if one.newest(str(key)) is not None]
    if not chosen:
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_article", "There is no such article.")
    return chosen


def _published(state: HubState, platform: str) -> Articles:
    if platform not in state.articles:
        names = ", ".join(state.articles)
        raise Refusal(HTTPStatus.NOT_FOUND, "unknown_platform", f"There is no such platform; there are {names}.")
    return state.articles[platform]


def _wrong(sentence: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "invalid_parameter", sentence)
