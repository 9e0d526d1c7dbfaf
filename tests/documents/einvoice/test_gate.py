"""The gate lets a sound hybrid pass and keeps back every file with a planted fault."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from rightsdesk.documents.einvoice import gate, making
from rightsdesk.faults import Damaged
from tests.documents.samples import frozen
from tests.kit.shared import SHARED, needs_shared

CORPUS = SHARED / "data" / "einvoice" / "pdfa"


@pytest.fixture(name="sound", scope="module")
def a_sound_file() -> bytes:
    return making.made(frozen(3))[0]


def changed(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with one thing changed in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def fonts(pdf: Any) -> Any:
    """The descriptors of all typefaces."""
    return [
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]


def no_font(pdf: Any) -> None:
    for each in fonts(pdf):
        for name in ("/FontFile", "/FontFile2", "/FontFile3"):
            if name in each:
                del each[name]


def no_associated_file(pdf: Any) -> None:
    del pdf.Root.AF


def no_relationship(pdf: Any) -> None:
    del pdf.Root.AF[0].AFRelationship


def no_media_type(pdf: Any) -> None:
    del pdf.Root.AF[0].EF.F.Subtype


def no_metadata(pdf: Any) -> None:
    del pdf.Root.Metadata


def javascript(pdf: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def no_output_intent(pdf: Any) -> None:
    del pdf.Root.OutputIntents


def no_identification(pdf: Any) -> None:
    told = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3</pdfaid:part>", b"")
    pdf.Root.Metadata = pdf.make_stream(told, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


FAULTS = [
    no_font,
    no_associated_file,
    no_relationship,
    no_media_type,
    no_metadata,
    javascript,
    no_output_intent,
    no_identification,
]


def test_a_sound_hybrid_passes(sound: bytes) -> None:
    assert gate.findings(sound) == ()
    assert gate.findings(changed(sound, lambda _: None)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_with_a_fault_does_not_leave(sound: bytes, fault: Callable[[Any], None]) -> None:
    with pytest.raises(Damaged, match="PDF/A-3") as caught:
        gate.passed(changed(sound, fault))
    assert caught.value.code == "PDF-GATE"


def test_what_is_no_pdf_does_not_leave() -> None:
    with pytest.raises(Damaged):
        gate.passed(b"%PDF-1.7 and nothing more")


@needs_shared
def test_files_known_to_be_bad_do_not_pass() -> None:
    """Faults of raw bytes cannot survive the library that writes our files; every other bad file is kept back."""
    raw = ("6-1-2", "6-1-3")
    bad = [file for file in sorted(CORPUS.rglob("*-fail-*.pdf")) if not any(f" {part}" in file.name for part in raw)]
    passed = [file.name for file in bad if gate.findings(file.read_bytes()) == ()]
    assert passed == []
    assert len(bad) > 30
