"""How each kind of batch is undone: from the facts it recorded to the command that takes them back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rightsdesk.domain import rights
from rightsdesk.domain.advice import AdviceApproved, ApproveAdvice, TakeBackApproval
from rightsdesk.domain.blocking import RequestBlock, RequestUnblock, RestoreBlock
from rightsdesk.domain.image import (
    AddGrant,
    AssessImage,
    DecideTakeDown,
    EndOverride,
    EndUsage,
    ExtendGrant,
    ImageAssessed,
    ImageGrantExtended,
    ImageGrantShortened,
    ImageMetadataUpdated,
    ImageRestrictionOverridden,
    ImageTakeDownDecided,
    ImageUsagePlaced,
    ImageUseGranted,
    ImageUseRestricted,
    LiftRestriction,
    OverrideRestriction,
    PlaceUsage,
    RestoreAssessment,
    RestoreDecisions,
    RestoreGrants,
    RestoreMetadata,
    RestrictUse,
    UpdateMetadata,
)
from rightsdesk.domain.image.rights_events import CLOCKS
from rightsdesk.domain.vendor import VendorBlocked

UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Way:
    """How a batch is undone: the kind of the batch that does it, the facts that matter, and how a further one joins.

    `joined` gets the command so far (None at first) and the next fact of the same stream. The first change of a stream
    knows what stood before, the last one what stands now.
    """

    kind: str
    facts: frozenset[str]
    joined: Callable[[Any, Any], Any]


def _metadata(known: RestoreMetadata | None, fact: ImageMetadataUpdated) -> RestoreMetadata | None:
    if not fact.local:
        return known
    if known is None:
        return RestoreMetadata(fact.previous, fact.local)
    return replace(known, values={**fact.previous, **known.values}, written={**known.written, **fact.local})


def _assessment(known: RestoreAssessment | None, fact: ImageAssessed) -> RestoreAssessment:
    if known is None:
        return RestoreAssessment(fact.before, fact.after)
    return replace(known, values={**fact.before, **known.values}, written={**known.written, **fact.after})


def _grants(
    known: RestoreGrants | None, fact: ImageGrantExtended | ImageGrantShortened | ImageUseGranted
) -> RestoreGrants:
    before = None if isinstance(fact, ImageUseGranted) else dict(fact.previous)
    wish = known or RestoreGrants({}, {})
    now = {name: getattr(fact, name) for name in CLOCKS}
    values = {fact.grant_id: before, **wish.values}
    return RestoreGrants(values, {**wish.written, fact.grant_id: now})


def _restriction(_known: LiftRestriction | None, fact: ImageUseRestricted) -> LiftRestriction:
    return LiftRestriction(fact.restriction.restriction_id, UNDONE)


def _overrides(known: EndOverride | None, fact: ImageRestrictionOverridden) -> EndOverride:
    earlier = known.override_ids if known else ()
    return EndOverride((*earlier, fact.override.override_id), UNDONE)


def _decisions(known: RestoreDecisions | None, fact: ImageTakeDownDecided) -> RestoreDecisions:
    wish = known or RestoreDecisions({}, "")
    due = {**fact.previous_due, **wish.due}
    return RestoreDecisions({**fact.previous, **wish.values}, fact.decision, due=due)


def _placement(_known: EndUsage | None, fact: ImageUsagePlaced) -> EndUsage:
    return EndUsage((fact.usage.usage_id,), fact.at, rights.MISTAKEN)


def _approval(_known: TakeBackApproval | None, fact: AdviceApproved) -> TakeBackApproval:
    return TakeBackApproval(fact.by)


def _block(known: RestoreBlock | None, fact: VendorBlocked) -> RestoreBlock:
    return RestoreBlock(known.reason if known else fact.previous, fact.reason)


def _named(*facts: type[Any]) -> frozenset[str]:
    return frozenset(fact.stored_name for fact in facts)


_METADATA = Way(RestoreMetadata.kind, _named(ImageMetadataUpdated), _metadata)
_ASSESSMENT = Way(RestoreAssessment.kind, _named(ImageAssessed), _assessment)
_GRANTS = Way(RestoreGrants.kind, _named(ImageGrantExtended, ImageGrantShortened, ImageUseGranted), _grants)
_BLOCKS = Way(RestoreBlock.kind, _named(VendorBlocked), _block)
WAYS: Mapping[str, Way] = {
    UpdateMetadata.kind: _METADATA,
    RestoreMetadata.kind: _METADATA,
    AssessImage.kind: _ASSESSMENT,
    RestoreAssessment.kind: _ASSESSMENT,
    ExtendGrant.kind: _GRANTS,
    AddGrant.kind: _GRANTS,
    RestrictUse.kind: Way(LiftRestriction.kind, _named(ImageUseRestricted), _restriction),
    OverrideRestriction.kind: Way(EndOverride.kind, _named(ImageRestrictionOverridden), _overrides),
    DecideTakeDown.kind: Way(RestoreDecisions.kind, _named(ImageTakeDownDecided), _decisions),
    ApproveAdvice.kind: Way(TakeBackApproval.kind, _named(AdviceApproved), _approval),
    RequestBlock.kind: _BLOCKS,
    RequestUnblock.kind: _BLOCKS,
    PlaceUsage.kind: Way(EndUsage.kind, _named(ImageUsagePlaced), _placement),
}
"""Kind of batch -> how it is undone; `domain.batch.UNDOABLE` names the same kinds."""
