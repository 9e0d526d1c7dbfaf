"""IPTC, PLUS, XMP and IIM out of picture files: JPEG, PNG, TIFF, WebP (recipe: vendor feeds, section 8)."""

from rightsdesk.vendorsync.metadata.fields import fields_from, named_asset, named_vendor, vendor_id
from rightsdesk.vendorsync.metadata.model import Difference, Metadata, read

__all__ = ["Difference", "Metadata", "fields_from", "named_asset", "named_vendor", "read", "vendor_id"]
