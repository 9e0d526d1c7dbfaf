"""What forbids a wish about an image; each docstring is the sentence shown."""

from rightsdesk.domain.messages import Refused


class ImageUnknown(Refused):
    """This image is not known here; synchronise its feed first."""


class ImageIsKilled(Refused):
    """The vendor has killed this image; nothing can be changed or bought until a person reinstates it."""


class ReinstatementUnconfirmed(Refused):
    """The vendor delivers this killed image anew; confirm that it may be used again first."""


class ImageBlocked(Refused):
    """The vendor withholds this image at present."""


class ImageDeleted(Refused):
    """The vendor has deleted this image."""


class AlreadyWithdrawn(Refused):
    """This image has been withdrawn already."""


class NotAtVendor(Refused):
    """The vendor does not know this image any more."""


class RightsEnded(Refused):
    """The licence of this image has ended; extend it before buying."""


class NoSuchField(Refused):
    """There is no field of this name that a person may change."""


class NotKilled(Refused):
    """Only a killed image whose vendor delivers it as usable again can be reinstated."""


class ReasonMissing(Refused):
    """Rights are given, taken and overridden for a reason; say why."""


class EndsBeforeItBegins(Refused):
    """This would end before it begins; correct one of the two dates."""


class NotOverridable(Refused):
    """Nobody may override this."""


class UsageUnknown(Refused):
    """There is no such live usage of this image."""


class RiskNotAcceptable(Refused):
    """The vendor has recalled this image; nobody may accept that risk. Take it down or replace it."""


class NoSuchDecision(Refused):
    """A due usage is extended, replaced, taken down, or its risk is accepted."""
