"""Guards before parsing: how large a container, a part or a table may be, and XML without surprises.

Readers ask here first, so that a hostile file costs no more than a clear line.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Literal

from lxml import etree

from extractors.registry import UnreadableError

MAX_UNPACKED = 200 * 2**20  # bytes of all parts together
MAX_MARKUP = 64 * 2**20  # bytes of one part that is parsed whole; as a tree it takes several times that
MAX_RATIO = 100  # unpacked to packed size of one part ...
RATIO_FLOOR = 4 * 2**20  # ... where the part is larger than this: small parts of like markup pack well
MAX_PARTS = 10_000
MAX_BLOCKS = 100_000  # paragraphs and list items of one document, those in cells included
MAX_CELLS = 100_000  # positions of one table's grid
MAX_TABLES = 2_000
MAX_PAGES = 3_000  # of a PDF, which can name one page as often as it likes
MAX_LOST = 50  # of them that cannot be read, one after another
MAX_LINES = 80_000  # printed lines of a PDF
MAX_DEPTH = 40  # tables in tables, lists in lists, content controls in content controls

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The parts of an office file by name, checked before anything is unpacked."""

    def __init__(self, data: bytes, label: str) -> None:
        """Open the container; `UnreadableError` where it is damaged, protected or too large."""
        self.label = label
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError(f"damaged or cut-off {label} file: {error}") from error
        _check(members, label)
        self._names = {m.filename.replace("\\", "/").lstrip("/").lower(): m.filename for m in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self) -> list[str]:
        """The parts' names, in lower case as they are asked for."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """The bytes of a part; `UnreadableError` where it is missing or damaged."""
        try:
            return self._zip.read(self._names[name.lower()])
        except KeyError as error:
            raise UnreadableError(f"damaged {self.label} file: it lacks the part {name}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableError(f"damaged {self.label} file: the part {name} cannot be unpacked") from error
        except NotImplementedError as error:
            raise UnreadableError(f"{self.label} file packed in an unknown way") from error

    def xml(self, name: str) -> etree._Element:
        """The root element of a part; `UnreadableError` where it is missing, damaged or hostile."""
        data = self.read(name)
        if len(data) > MAX_MARKUP:
            raise UnreadableError(
                f"{self.label} file: the part {name} holds more than {MAX_MARKUP // 2**20} MB"
            )
        return parse_xml(data, f"{self.label} file: the part {name}")

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """The relations of a part: their ids, each with the kind's last word and the target's name."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}
        if rels not in self:
            return found
        for relation in self.xml(rels):
            target = relation.get("Target") or ""
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            found[relation.get("Id") or ""] = (kind, _resolve(folder, target))
        return found


def _resolve(folder: str, target: str) -> str:
    """A relation's target as a part's name; it cannot leave the container."""
    parts: list[str] = [] if target.startswith("/") else [p for p in folder.split("/") if p]
    for step in target.split("/"):
        if step == "..":
            del parts[-1:]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _check(members: list[zipfile.ZipInfo], label: str) -> None:
    if len(members) > MAX_PARTS:
        raise UnreadableError(f"{label} file of {len(members)} parts: more than {MAX_PARTS}")
    total = sum(m.file_size for m in members)
    if total > MAX_UNPACKED:
        raise UnreadableError(
            f"{label} file would unpack to {total // 2**20} MB: more than {MAX_UNPACKED // 2**20} MB"
        )
    for member in members:
        if member.flag_bits & 1:
            raise UnreadableError(f"{label} file is password-protected")
        if member.file_size > max(RATIO_FLOOR, MAX_RATIO * member.compress_size):
            raise UnreadableError(
                f"{label} file holds a part that unpacks to more than {MAX_RATIO} times its size"
            )


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root element; `UnreadableError` for damaged XML and declarations that office files never have."""
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    if _DECLARATION.search(data, 0, 4096):
        raise UnreadableError(f"{what} declares a document type or entities")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"damaged {what}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"{what} declares a document type or entities")
    return root


def is_ole(data: bytes) -> bool:
    """Whether these are bytes of the old office container, which also wraps password-protected files."""
    return data.startswith(OLE)


def refuse_ole(data: bytes) -> None:
    """Raise `UnreadableError` for the old office container, saying which of its kinds it is."""
    if not is_ole(data):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("the file is password-protected")
    for stream, what in (("WordDocument", "an old .doc file"), ("Workbook", "an old .xls file")):
        if stream.encode("utf-16-le") in data:
            raise UnreadableError(f"{what}: save it as .docx, .xlsx or .pdf")
    raise UnreadableError("password-protected or an old .doc or .xls file")


Wanted = Literal["word/", "xl/"]


def zip_claim(data: bytes, folder: Wanted, main: str) -> float:
    """How sure it is that bytes are an office file whose parts lie in `folder`, whole or cut off."""
    if is_ole(data):
        return 0.1
    if not data.startswith(ZIP):
        return 0.0
    try:
        names = {n.replace("\\", "/").lower() for n in zipfile.ZipFile(BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # Cut off: the directory at the end is lost, the names stand before each part too.
        if folder.encode() in data:
            return 0.6
        return 0.1
    if main in names:
        return 1.0
    return 0.6 if any(n.startswith(folder) for n in names) else 0.0
