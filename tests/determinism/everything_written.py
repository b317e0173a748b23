"""Print a digest of everything that is written of a chronicle, and read again.

Run by test_determinism.py under many circumstances, of a year of the built-in chronicle and of
what that refers to; by `make pythons` under other Pythons, of the whole.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import io
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cstoevents as cs
from cstoevents.formats import FORMATS


def _outputs() -> Iterator[tuple[str, Callable[[cs.Chronicle], bytes]]]:
    for chosen in FORMATS:
        if chosen.writer is None:
            continue
        options: list[dict[str, Any]] = [{}]
        if chosen.writer_takes("lang"):
            options.append({"lang": "ru"})
        if chosen.name == "sheet":
            options = [{**how, "format": name} for how in options for name in ("csv", "xlsx")]
        for given in options:

            def write(chronicle: cs.Chronicle, chosen: Any = chosen, given: Any = given) -> bytes:
                file = io.BytesIO()
                chosen.write(chronicle, file, **given)
                written = file.getvalue()
                # Where the header of a database says which SQLite wrote it.
                return written[:96] + written[100:] if chosen.name == "sqlite" else written

            yield " ".join([chosen.name, *given.values()]), write
    # There are not yet pictures for every Python: see in_pythons.py.
    if importlib.util.find_spec("vl_convert"):
        for kind in ("svg", "png", "html"):
            yield f"chart {kind}", functools.partial(_picture, kind=kind)
        yield "drawings", _drawings
    yield "timeline", lambda chronicle: cs.to_markdown(chronicle.timeline(), chronicle).encode()
    yield "anniversaries", _anniversaries


def _anniversaries(chronicle: cs.Chronicle) -> bytes:
    coming = chronicle.anniversaries("2026-05/2027-05")
    return cs.to_markdown(coming, chronicle, lang="ru").encode()


def _picture(chronicle: cs.Chronicle, kind: str) -> bytes:
    file = io.BytesIO()
    cs.chart(chronicle.anniversaries("2026"), chronicle, lang="ru").save(file, kind)
    return file.getvalue()


def _drawings(_: cs.Chronicle) -> bytes:
    """What is drawn of each view of the built-in chronicle, as the pictures are made of it."""
    csto = cs.load()
    year = csto.timeline().during("2024")
    drawn: list[tuple[Any, dict[str, Any]]] = [
        (csto.numbered("icmec"), {}),
        (csto.members("csto"), {}),
        (year, {"lanes": "body"}),
        (year, {"counts": "series"}),
    ]
    charts = (cs.chart(view, csto, lang="ru", **how) for view, how in drawn)
    return "\n".join(chart.to_json() for chart in charts).encode()


def _read_again(written: dict[str, bytes]) -> None:
    chronicle = cs.read_json(written["json"])
    assert cs.read_csv(written["csv"]) == chronicle


def _a_year() -> cs.Chronicle:
    file = io.BytesIO()
    cs.write_json(cs.load().timeline().during("2024"), file)
    return cs.read_json(file.getvalue())


def digests(how_much: str) -> dict[str, str]:
    """Write everything, and return the digest of each output by its name."""
    chronicle = cs.load() if how_much == "whole" else _a_year()
    written = {name: write(chronicle) for name, write in _outputs()}
    _read_again(written)
    return {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}


def main(how_much: str = "whole", threads: str = "1") -> None:
    """Print the digests, which each of several threads has to have found."""
    with ThreadPoolExecutor(int(threads)) as pool:
        first, *others = pool.map(digests, [how_much] * int(threads))
    assert all(other == first for other in others)
    for name, digest in first.items():
        sys.stdout.write(f"{name}: {digest}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
