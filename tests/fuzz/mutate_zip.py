"""Changes to office files: one part is changed and the container put together again, unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

from tests.fuzz.mutate_markup import mutate_xml
from tests.fuzz.mutate_text import mutate_bytes


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a container by name; none where it cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # whatever the library makes of a container that was spoilt
        return {}


def pack(parts: dict[str, bytes]) -> bytes:
    """A container of these parts, the same bytes each time; what would not go in as it is, is packed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def mutate_zip(data: bytes, rnd: Random) -> bytes:
    """The office file with a change to one of its parts, seldom to the container itself."""
    parts = unpack(data)
    if not parts or rnd.random() < 0.02:
        return mutate_bytes(data, rnd)
    # The larger parts hold what is read; the small ones matter too.
    names = list(parts)
    name = rnd.choice(names) if rnd.random() < 0.5 else max(names, key=lambda n: len(parts[n]))
    kind = rnd.randrange(40)
    if kind == 0 and len(names) > 1:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[rnd.choice(names)]
    elif kind == 2:
        parts[rnd.choice((name.upper(), "/" + name, name.replace("/", "\\"), "../" + name))] = parts.pop(name)
    else:
        parts[name] = mutate_xml(parts[name], rnd, [parts[n] for n in names])
    return pack(parts)
