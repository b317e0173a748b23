"""read_json, whole and checked, beside parsers that check less or take longer."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import ROUNDS, Contestant, compare, installed, report
from benchmarks.records import path_of

BARS = {
    "orjson.loads, to dicts": "> 1",
    "pydantic, validate_json": ">= 2",
    "cattrs, orjson preconf": ">= 4",
}


def contestants(path: Path) -> list[Contestant]:
    load = f"data = open({str(path)!r}, 'rb').read()"
    return [
        Contestant(
            "cstoevents.read_json",
            "import cstoevents as cs; from cstoevents.records import conversion\n"
            f"conversion._decoder('clean')\n{load}",
            "kept = cs.read_json(data)",
        ),
        Contestant(
            "  of it: records alone, unindexed",
            "import gc; from cstoevents.records import conversion; conversion._decoder('clean')\n"
            + load,
            "gc.disable(); kept = conversion.decode(data); gc.enable()",
        ),
        Contestant("json.loads, to dicts", f"import json\n{load}", "kept = json.loads(data)", ""),
        Contestant(
            "orjson.loads, to dicts",
            f"import orjson\n{load}",
            "kept = orjson.loads(data)",
            "orjson",
        ),
        Contestant(
            "pydantic, validate_json",
            f"from benchmarks.peers import pydantic_file; File = pydantic_file()\n{load}",
            "kept = File.model_validate_json(data)",
            "pydantic",
        ),
        Contestant(
            "cattrs, orjson preconf",
            f"""import json, cstoevents as cs
from cattrs.preconf.orjson import make_converter
converter = make_converter(forbid_extra_keys=True)
converter.register_structure_hook(cs.When, lambda value, _: cs.When(value))
converter.register_structure_hook(cs.Text, lambda value, _: cs.Text(value))
import orjson
converter.structure(orjson.loads({_ONE!r})["meetings"], list[cs.Meeting])
{load}""",
            "kept = converter.structure(orjson.loads(data)['meetings'], list[cs.Meeting])",
            "cattrs",
        ),
    ]


_ONE = b'{"meetings": [{"id": "a", "kind": "meeting", "title": "A"}]}'


def main(size: int = 100_000, rounds: int = ROUNDS) -> None:
    path = path_of(size)
    all_of_them = installed(contestants(path))
    best = compare(all_of_them, rounds)
    bytes_each = path.stat().st_size // size
    title = f"Reading {size:,} meetings of {bytes_each} bytes; the collector on, as users have it"
    report(title, all_of_them, best, count=size, bars=BARS)


if __name__ == "__main__":
    main()
