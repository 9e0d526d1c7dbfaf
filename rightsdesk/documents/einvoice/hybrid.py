"""The last touch of the PDF: it says, as Factur-X asks, that the invoice is attached to it as data.

The typesetter has attached the data already; only the metadata grow, and the file is packed, always the same way.
"""

import io

import pikepdf
from lxml import etree

from rightsdesk.documents.credit_advice import DATA
from rightsdesk.faults import Damaged

_LEVELS = {"": ("EN 16931", "1.0"), "xrechnung": ("XRECHNUNG", "3.0")}
"""Conformance level and version that the metadata name (Factur-X 1.09, section 6.3)."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_BESIDE = ("{http://ns.adobe.com/xap/1.0/t/pg/}NPages", "{http://ns.adobe.com/xap/1.0/mm/}History")
"""What the typesetter tells about its own work; the file says the same without."""

_PROPERTIES = (
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "The conformance level of the embedded XML document"),
)
_FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


def finish(pdf: bytes, profile: str) -> bytes:
    """Return the hybrid document; the same bytes give the same bytes."""
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            told = opened.Root.Metadata.read_bytes()
            opened.Root.Metadata = opened.make_stream(
                _with_facturx(told, profile), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
            )
            opened.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
            )
    except (pikepdf.PdfError, AttributeError, etree.XMLSyntaxError) as error:
        raise Damaged(
            f"The PDF could not be finished as an electronic invoice: {error}. Nothing was released; report this.",
            code="PDF-GATE",
        ) from error
    return out.getvalue()


def _with_facturx(told: bytes, profile: str) -> bytes:
    """Return the metadata packet with the schema and the four properties of Factur-X."""
    root = etree.fromstring(told.strip(), etree.XMLParser(resolve_entities=False, no_network=True))
    described = root.find(f".//{{{_RDF}}}Description")
    schemas = root.find(f".//{{{_EXTENSION}}}schemas/{{{_RDF}}}Bag")
    if described is None or schemas is None:
        raise AttributeError("the metadata have no place for Factur-X")
    for name in _BESIDE:
        for found in list(described.iterfind(name)):
            described.remove(found)
    schemas.append(etree.fromstring(_schema()))
    level, version = _LEVELS[profile]
    values = (DATA[profile], "INVOICE", version, level)
    for (name, _), value in zip(_PROPERTIES, values, strict=True):
        etree.SubElement(described, f"{{{_FX}}}{name}", nsmap={"fx": _FX}).text = value
    etree.cleanup_namespaces(root, keep_ns_prefixes=["rdf"])
    body = etree.tostring(root, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{body}<?xpacket end="r"?>'.encode()


def _schema() -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        f"<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{said}</pdfaProperty:description></rdf:li>"
        for name, said in _PROPERTIES
    )
    return (
        f'<rdf:li rdf:parseType="Resource" xmlns:rdf="{_RDF}" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
