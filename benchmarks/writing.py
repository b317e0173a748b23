"""write_json, sorted and a record a line, beside pydantic's dump of the same meetings."""

from __future__ import annotations

from benchmarks.measuring import ROUNDS, Contestant, compare, installed, report
from benchmarks.records import path_of

BARS = {"pydantic, dump_json without defaults": ">= 0.67"}


def main(size: int = 100_000, rounds: int = ROUNDS) -> None:
    path = path_of(size)
    load = f"data = open({str(path)!r}, 'rb').read()"
    model = f"from benchmarks.peers import pydantic_file\n{load}\n"
    model += "file = pydantic_file().model_validate_json(data); del data"
    contestants = [
        Contestant(
            "cstoevents.write_json",
            f"import io; import cstoevents as cs\n{load}\n"
            "chronicle = cs.read_json(data); del data; cs.write_json(cs.Chronicle(), io.BytesIO())",
            "cs.write_json(chronicle, io.BytesIO())",
        ),
        Contestant(
            "pydantic, dump_json without defaults",
            model,
            "kept = file.__pydantic_serializer__.to_json(file, exclude_defaults=True)",
            "pydantic",
        ),
        Contestant(
            "json.dumps of dicts",
            f"import json\n{load}\nfile = json.loads(data); del data",
            "kept = json.dumps(file, ensure_ascii=False).encode()",
            "",
        ),
        Contestant(
            "orjson.dumps of dicts",
            f"import orjson\n{load}\nfile = orjson.loads(data); del data",
            "kept = orjson.dumps(file)",
            "orjson",
        ),
    ]
    contestants = installed(contestants)
    best = compare(contestants, rounds)
    title = f"Writing {size:,} meetings; the collector on"
    report(title, contestants, best, count=size, bars=BARS)


if __name__ == "__main__":
    main()
