"""What properties of pictures are called: the IPTC TechReference's names, XMP identifiers, IIM datasets.

Names are compared without regard to case: agencies write `plus:ImageSupplierImageId` and `dc:Rights`.
"""

from __future__ import annotations

from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML: Final = "http://www.w3.org/XML/1998/namespace"
NAMESPACES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
}
"""Namespaces by address; whatever prefix a file uses, these stand in our names."""

_IN_XMP: Final = """
altTextAccessibility Iptc4xmpCore:AltTextAccessibility
cityName photoshop:City
copyrightNotice dc:rights
countryName photoshop:Country
countryCode Iptc4xmpCore:CountryCode
creatorNames dc:creator
creatorContactInfo Iptc4xmpCore:CreatorContactInfo
jobtitle photoshop:AuthorsPosition
creditLine photoshop:Credit
dateCreated photoshop:DateCreated
description dc:description
captionWriter photoshop:CaptionWriter
extDescrAccessibility Iptc4xmpCore:ExtDescrAccessibility
headline photoshop:Headline
instructions photoshop:Instructions
intellectualGenre Iptc4xmpCore:IntellectualGenre
jobid photoshop:TransmissionReference
keywords dc:subject
provinceState photoshop:State
usageTerms xmpRights:UsageTerms
sceneCodes Iptc4xmpCore:Scene
source photoshop:Source
subjectCodes Iptc4xmpCore:SubjectCode
sublocationName Iptc4xmpCore:Location
title dc:title
additionalModelInfo Iptc4xmpExt:AddlModelInfo
artworkOrObjects Iptc4xmpExt:ArtworkOrObject
organisationInImageCodes Iptc4xmpExt:OrganisationInImageCode
contributors Iptc4xmpExt:Contributor
copyrightOwners plus:CopyrightOwner
aboutCvTerms Iptc4xmpExt:AboutCvTerm
dataMining plus:DataMining
otherConstraints plus:OtherConstraints
digitalImageGuid Iptc4xmpExt:DigImageGUID
digitalSourceType Iptc4xmpExt:DigitalSourceType
embdEncRightsExprs Iptc4xmpExt:EmbdEncRightsExpr
eventId Iptc4xmpExt:EventId
eventName Iptc4xmpExt:Event
genres Iptc4xmpExt:Genre
imageCreators plus:ImageCreator
imageRating xmp:Rating
imageRegion Iptc4xmpExt:ImageRegion
registryEntries Iptc4xmpExt:RegistryId
suppliers plus:ImageSupplier
imageSupplierImageId plus:ImageSupplierImageID
licensors plus:Licensor
linkedEncRightsExprs Iptc4xmpExt:LinkedEncRightsExpr
locationCreated Iptc4xmpExt:LocationCreated
locationsShown Iptc4xmpExt:LocationShown
maxAvailHeight Iptc4xmpExt:MaxAvailHeight
maxAvailWidth Iptc4xmpExt:MaxAvailWidth
minorModelAgeDisclosure plus:MinorModelAgeDisclosure
modelAges Iptc4xmpExt:ModelAge
modelReleaseDocuments plus:ModelReleaseID
modelReleaseStatus plus:ModelReleaseStatus
organisationInImageNames Iptc4xmpExt:OrganisationInImageName
personInImageNames Iptc4xmpExt:PersonInImage
personsShown Iptc4xmpExt:PersonInImageWDetails
productsShown Iptc4xmpExt:ProductInImage
propertyReleaseDocuments plus:PropertyReleaseID
propertyReleaseStatus plus:PropertyReleaseStatus
webstatementRights xmpRights:WebStatement
"""
_OF_OURS: Final = """
plus:LicenseStartDate plus:LicenseEndDate plus:RegionConstraints plus:MediaConstraints
plus:ProductOrServiceConstraints plus:MediaSummaryCode plus:LicenseID plus:LicensorTransactionID
plus:LicenseTransactionDate plus:LicenseeProjectReference plus:LicensorNotes plus:TermsAndConditionsText
plus:TermsAndConditionsURL plus:OtherConditions plus:CreditLineRequired plus:CreditLineText plus:ImageSupplierID
plus:ImageSupplierName plus:CopyrightOwnerID plus:CopyrightOwnerName plus:LicensorID plus:LicensorName
plus:LicensorEmail plus:LicensorURL plus:EndUser plus:Licensee xmpNote:HasExtendedXMP xmpMM:DocumentID
xmpMM:InstanceID
"""

_SPELLED: Final = {
    **{spelled.lower(): spelled for spelled in _OF_OURS.split()},
    **{xmp.lower(): name for name, xmp in (line.split() for line in _IN_XMP.strip().splitlines())},
}

DATASETS: Final = {
    (2, 4): ("intellectualGenre", 68),
    (2, 5): ("title", 64),
    (2, 12): ("subjectCodes", 236),
    (2, 25): ("keywords", 64),
    (2, 40): ("instructions", 256),
    (2, 55): ("dateCreated", 8),
    (2, 80): ("creatorNames", 32),
    (2, 85): ("jobtitle", 32),
    (2, 90): ("cityName", 32),
    (2, 92): ("sublocationName", 32),
    (2, 95): ("provinceState", 32),
    (2, 100): ("countryCode", 3),
    (2, 101): ("countryName", 64),
    (2, 103): ("jobid", 32),
    (2, 105): ("headline", 256),
    (2, 110): ("creditLine", 32),
    (2, 115): ("source", 32),
    (2, 116): ("copyrightNotice", 128),
    (2, 120): ("description", 2000),
    (2, 122): ("captionWriter", 32),
}
"""Name and longest length in bytes of the IIM datasets that have a twin in XMP (IIM 4.2, IPTC TechReference)."""
SEVERAL: Final = frozenset({"creatorNames", "keywords", "subjectCodes"})
"""Properties that may be stated more than once."""


def named(namespace: str, local: str, prefix: str) -> str:
    """Return what a property is called: by the TechReference, else its XMP identifier; `prefix` as the file has it."""
    known = NAMESPACES.get(namespace) or NAMESPACES.get(f"{namespace.rstrip('/#')}/") or prefix or namespace
    spelled = f"{known}:{local}"
    return _SPELLED.get(spelled.lower(), spelled)
