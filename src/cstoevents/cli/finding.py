"""The commands that say what there is: records found by words, and lists of all of a kind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

import click
from msgspec import Meta

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.cli.answers import Answer
from cstoevents.cli.completion import WORDS, Sort, called, used
from cstoevents.cli.rows import AnswerRow, Id
from cstoevents.records import ARRAYS
from cstoevents.records.names import name_of
from cstoevents.wording.words import phrase

_ONE_OF_THEM = Meta(extra_json_schema={"enum": [cls.__name__ for cls in ARRAYS.values()]})


class HitRow(AnswerRow, frozen=True, rename={"class_": "class"}):
    """A record that was found, and by what.

    Attributes:
        id: The id of the record.
        class_: Its class.
        name: Its title or name.
    """

    made_of: ClassVar[type] = cs.search.Hit
    id: Id
    class_: Annotated[str, _ONE_OF_THEM]
    name: cs.Text | None
    score: Annotated[float, Meta(extra_json_schema={"minimum": 0, "maximum": 1})]
    text: str
    field: str
    lang: str | None

    @staticmethod
    def derived(source: cs.search.Hit) -> dict[str, Any]:
        """Return what the record is."""
        record = source.record
        return {
            "id": record.id,
            "class_": type(record).__name__,
            "name": name_of(record),
            "score": round(source.score, 4),
        }


class CountRow(AnswerRow, frozen=True):
    """A word, and how many records have it.

    Attributes:
        id: The word.
        name: What it is called.
        records: How many records have it.
    """

    id: str
    name: cs.Text
    records: int


# What they are called on the command line, and in the library.
_KINDS: Final = {
    "organisations": "organisations",
    "people": "officials",
    "places": "places",
    "series": "series",
    "events": "events",
    "meetings": "meetings",
    "memberships": "memberships",
    "delegations": "delegations",
    "participations": "participations",
}


@options.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=options.Word(others=[*_KINDS]),
    help="Only these; may be given several times.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, help="At most so many; 20 unless told otherwise."
)
@options.question(list[HitRow], "find afghanistan", "find tashkent --kind places")
def find(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int,
    *,
    chronicle: cs.Chronicle,
    lang: str,  # noqa: ARG001 - of the table
) -> Answer:
    """Records by WORDS in their names and titles.

    Labels, identifiers and ids are searched too. Case, dashes, the order of words, script
    and transliteration make no difference.
    """
    wanted: Any = [_KINDS[kind] for kind in kinds] or None
    hits = chronicle.search(" ".join(words), kinds=wanted, limit=limit)
    return Answer(view=hits, rows=lambda: [HitRow.of(hit) for hit in hits])


@options.command("list")
@click.argument("kind", metavar="KIND", type=options.Word(others=[*_KINDS, *WORDS]))
@options.question(list[cs.Record] | list[CountRow], "list organisations", "list roles")
def listed(kind: str, *, chronicle: cs.Chronicle, lang: str) -> Answer:
    """All records of a KIND, or all roles or topics.

    KIND is organisations, people, places, series, events, meetings, memberships, delegations
    or participations. Roles, topics and kinds are listed with how many records have each.
    """
    for sort in WORDS:
        if kind == sort:
            return _words(sort, chronicle, lang)
    records = getattr(chronicle, _KINDS[kind])
    return Answer(view=records, rows=lambda: list(records))


def _words(sort: Sort, chronicle: cs.Chronicle, lang: str) -> Answer:
    counts = used(sort, chronicle)
    rows = tuple((given, called(sort, given, lang), str(count)) for given, count in counts.items())
    columns = tuple(phrase(title, lang) for title in ("Id", "Name", "Records"))
    return Answer(
        view=cs.Table(columns, rows),
        rows=lambda: [
            CountRow(id=given, name=_names(sort, given), records=count)
            for given, count in counts.items()
        ],
    )


def _names(sort: Sort, given: str) -> cs.Text:
    """Return what a word is called in English, and in each language that has its own for it."""
    english = called(sort, given, "en")
    names = {lang: called(sort, given, lang) for lang in cs.wording.languages()}
    return cs.Text({lang: name for lang, name in names.items() if lang == "en" or name != english})


FINDING: tuple[click.Command, ...] = (find, listed)
