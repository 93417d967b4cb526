"""Everything the program carries beside its code is whole and licensed."""

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mcr_desktop.config import resource

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = [*sorted(resource("icons").glob("*.svg")), resource("logo.svg")]
FACES = sorted(resource("fonts").glob("*.ttf"))


def tables(face: Path) -> set[str]:
    """Names of the tables in a font file."""
    data = face.read_bytes()
    (count,) = struct.unpack(">H", data[4:6])
    return {data[12 + 16 * i : 16 + 16 * i].decode("ascii") for i in range(count)}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_is_a_small_square_in_the_colour_of_the_text(path: Path) -> None:
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert "currentColor" in (root.get("stroke"), root.get("fill"))
    assert len(root) > 0


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_every_face_has_outlines_that_a_pdf_can_embed(face: Path) -> None:
    assert face.read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert {"cmap", "glyf", "head", "hmtx", "loca", "name"} <= tables(face)


def test_the_faces_that_the_design_names_are_there() -> None:
    assert {face.stem for face in FACES} == {
        "DejaVuSans",
        "DroidSansFallback",
        "Inter-Italic",
        "Inter-Medium",
        "Inter-Regular",
        "Inter-SemiBold",
        "InterDisplay-Bold",
        "InterDisplay-SemiBold",
    }


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("icons", "LICENSE"), "ISC License"),
        (("fonts", "LICENSE-Inter.txt"), "SIL Open Font License"),
        (("fonts", "LICENSE-DejaVuSans.txt"), "Bitstream Vera"),
        (("fonts", "LICENSE-DroidSansFallback.txt"), "Apache License"),
    ],
)
def test_what_others_made_comes_with_their_licence(parts: tuple[str, ...], words: str) -> None:
    assert words in resource(*parts).read_text(encoding="utf-8")
