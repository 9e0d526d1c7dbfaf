"""The table of images: both layers of metadata kept, what counts and how it stands made ready for asking."""

from rightsdesk.readmodel.images.questions import VIEW, ImageRow
from rightsdesk.readmodel.images.reactions import PROJECTION

__all__ = ["PROJECTION", "VIEW", "ImageRow"]
