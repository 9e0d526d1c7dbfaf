"""Pictures made byte by byte: JPEG with any segment, PNG, WebP and TIFF with one packet."""

import io
import struct
import zlib
from pathlib import Path

from rightsdesk.vendorsync.metadata import Metadata, read

PICTURES = Path(__file__).parent / "pictures"
XMP, EXTENSION = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
END = b"\xff\xda\0\x02\xff\xd9"


def packet(*properties: str) -> str:
    """An XMP packet around properties written as XML."""
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' {spaces}>{''.join(properties)}</rdf:Description></rdf:RDF></x:xmpmeta>"
        "<?xpacket end='w'?>"
    )


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + END


def with_xmp(*packets: str | bytes) -> bytes:
    return jpeg(*(segment(0xE1, XMP + (each.encode() if isinstance(each, str) else each)) for each in packets))


def dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value


def resources(block: bytes) -> bytes:
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)


def with_iim(*datasets: bytes) -> bytes:
    return jpeg(segment(0xED, resources(b"".join(datasets))))


def extension(guid: bytes, total: int, offset: int, part: bytes) -> bytes:
    return segment(0xE1, EXTENSION + guid + struct.pack(">II", total, offset) + part)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(text: bytes, *, packed: bool = False) -> bytes:
    body = zlib.compress(text, 9) if packed else text
    itxt = b"XML:com.adobe.xmp\0" + bytes([packed, 0]) + b"\0\0" + body
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + chunk(b"iTXt", itxt) + chunk(b"IEND", b"")


def webp(text: bytes) -> bytes:
    body = b"VP8X" + struct.pack("<I", 10) + b"\0" * 10 + b"XMP " + struct.pack("<I", len(text)) + text
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def tiff(order: str, *tags: tuple[int, int, bytes]) -> bytes:
    """A TIFF with tags (number, kind, body) and nothing to see."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    at = 8 + 2 + 12 * len(tags) + 4
    entries, bodies = b"", b""
    for number, kind, body in tags:
        entries += struct.pack(f"{order}HHII", number, kind, len(body), at + len(bodies))
        bodies += body
    return mark + struct.pack(f"{order}IH", 8, len(tags)) + entries + struct.pack(f"{order}I", 8) + bodies


def read_bytes(content: bytes) -> Metadata:
    return read(io.BytesIO(content))


def headline(text: str) -> str:
    return f"<photoshop:Headline>{text}</photoshop:Headline>"
