"""Everything this library raises on purpose, in one family.

    CstoEventsError
    ├── ArgumentError (ValueError)        an argument that is none of what it may be
    │   └── ArgumentTypeError (TypeError) the same, where its type is the wrong one
    ├── WhenError (ValueError)            a text that is no EDTF date of our subset
    ├── TriError (TypeError)              a three-valued answer used as if it were yes or no
    ├── NoAnniversaryError (ValueError)   an anniversary that no calendar day carries
    ├── WordingError (ValueError)         words that say no number or date
    ├── UnknownIdError (LookupError)      an id that a chronicle doesn't have
    │   └── AmbiguousNameError            a name that several records have
    ├── ExtraMissingError (ImportError)   a format whose library isn't installed
    └── InputError (ValueError)           a whole input: every problem found in it
        ├── RecordError                   one record or value, all its wrong fields
        ├── BrokenReferencesError         references that lead nowhere
        └── ConflictError                 one id, two different records

Each carries what it knows as attributes, says where, what was found and what
was expected, and survives pickling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import attrs

__all__ = [
    "AmbiguousNameError",
    "ArgumentError",
    "ArgumentTypeError",
    "BrokenReferencesError",
    "ConflictError",
    "CstoEventsError",
    "ExtraMissingError",
    "InputError",
    "NoAnniversaryError",
    "Problem",
    "RecordError",
    "TriError",
    "UnknownIdError",
    "WhenError",
    "WordingError",
]

# What a message shows at most, however large or damaged the input is: characters, and problems.
_LONGEST_SHOWN = 80
_LONGEST_NAME = 200
_MOST_SHOWN = 100

MOST_PROBLEMS = 100_000
"""How many problems of an input are looked for: a small one could fill the memory with them."""


class _Shown(str):
    """How something looked that can't be pickled itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _sendable(value: object) -> object:
    """Return a value itself, or how it looks if it can't be pickled: a function, a generator."""
    if value is None or isinstance(value, (str, int)):
        return value
    import pickle  # noqa: TID251 - nothing is read, and most errors are never sent anywhere

    try:
        pickle.dumps(value)
    except Exception:  # noqa: BLE001 - whatever its own code raises, the error is to arrive
        return _Shown(shown(value))
    return value


def shown(found: object) -> str:
    """What was found, short enough for one line of a message."""
    if isinstance(found, _Shown):
        return found
    try:
        text = repr(found)
    except Exception:  # noqa: BLE001 - an int of 5,000 digits or a broken repr hides no error
        text = object.__repr__(found)
    if len(text) <= _LONGEST_SHOWN:
        return text
    return f"{text[: _LONGEST_SHOWN - 1]}… ({len(text)} characters)"


def printable(text: str, most: int = 1000) -> str:
    """A text on one line of a message: of bounded length, and nothing that can't be printed.

    Keys, ids and names of files can hold half of a surrogate pair, which no stream
    takes, line ends, and sequences that change a terminal.
    """
    if len(text) > most:
        text = f"{text[: most - 1]}…"
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def near(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """What among the known words looks most like this one, for "did you mean"."""
    if not isinstance(word, str):
        return []
    import difflib  # costs as much as the rest of this module, and only a mistake needs it

    return difflib.get_close_matches(word, known, count, 0.7)


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _problems(values: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(values)


class CstoEventsError(Exception):
    """The base of every error that the library raises on purpose.

    Its kinds are attrs classes: their fields are what the constructor takes and what a
    pickle holds, and the message is made of them when it is asked for.

    >>> import cstoevents as cs
    >>> try:
    ...     cs.When("yesterday")
    ... except cs.CstoEventsError as error:
    ...     print(type(error).__name__)
    WhenError
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        cls: Any = type(self)
        fields = attrs.fields(cls) if attrs.has(cls) else ()
        return cls, tuple(_sendable(getattr(self, field.name)) for field in fields)


@attrs.define(eq=False, repr=False, slots=False)
class ArgumentError(CstoEventsError, ValueError):
    """An argument of a function or method that is none of what it may be.

    What a record or a file holds is refused with an :class:`InputError` instead, and
    a text that is no date with a :class:`WhenError`.

    Attributes:
        argument: The name of the argument.
        found: What was given.
        expected: What it may be, in words that end the sentence "expected ...".

    >>> import cstoevents as cs
    >>> cs.load().timeline().nearest_after("2025-05-19", count=0)
    Traceback (most recent call last):
        ...
    cstoevents.errors.ArgumentError: count: found 0, expected a whole number from 1
    """

    argument: str
    found: object
    expected: str

    def __str__(self) -> str:
        return f"{self.argument}: found {shown(self.found)}, expected {self.expected}"


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument of the wrong type, so that it is a ``TypeError`` as well.

    >>> import cstoevents as cs
    >>> cs.table(2025)
    Traceback (most recent call last):
        ...
    cstoevents.errors.ArgumentTypeError: view: found 2025, expected a timeline, \
anniversaries, a numbered series, terms, findings, hits or records
    """


@attrs.define(eq=False, repr=False, slots=False)
class WhenError(CstoEventsError, ValueError):
    """A text that is not a date of the EDTF subset that the library reads.

    Attributes:
        text: What was given.
        reason: Why it was refused.
        instead: What to write instead, or None if that can't be told.

    >>> import cstoevents as cs
    >>> cs.When("20250519")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WhenError: '20250519' is not an EDTF date: the basic \
format has no hyphens; write '2025-05-19'
    """

    text: object
    reason: str
    instead: str | None = None

    def __str__(self) -> str:
        cure = f"; write {self.instead!r}" if self.instead else ""
        return f"{shown(self.text)} is not an EDTF date: {self.reason}{cure}"


class TriError(CstoEventsError, TypeError):
    """A :class:`~cstoevents.Tri` was used where a plain yes or no is needed.

    >>> import cstoevents as cs
    >>> if cs.When("2024").before(cs.When("2025")):
    ...     pass
    Traceback (most recent call last):
        ...
    cstoevents.errors.TriError: a three-valued answer has no truth value; \
compare it (`is Tri.TRUE`), or ask surely_... or possibly_...
    """

    def __str__(self) -> str:
        return (
            "a three-valued answer has no truth value; compare it (`is Tri.TRUE`), "
            "or ask surely_... or possibly_..."
        )


@attrs.define(eq=False, repr=False, slots=False)
class NoAnniversaryError(CstoEventsError, ValueError):
    """An anniversary that does not exist.

    The date is known too roughly, or 29 February has no counterpart that year and the
    leap policy leaves it out.

    Attributes:
        when: The date, or the id of the record, that was asked about.
        number: Which anniversary was asked for.
        reason: Why there is none.

    >>> import cstoevents as cs
    >>> cs.anniversary("2004-02-29", 1, leap="omit")
    Traceback (most recent call last):
        ...
    cstoevents.errors.NoAnniversaryError: no anniversary 1 of 2004-02-29: \
that year has no 29 February, and the leap policy is to omit it
    """

    when: object
    number: int
    reason: str

    def __str__(self) -> str:
        return f"no anniversary {self.number} of {self.when}: {self.reason}"


@attrs.define(eq=False, repr=False, slots=False)
class WordingError(CstoEventsError, ValueError):
    """Words that can't be read as the number or the date that they should say.

    Attributes:
        found: What was given.
        expected: What can be read, in words that end the sentence "expected ...".

    >>> import cstoevents as cs
    >>> cs.wording.from_roman("IC")
    Traceback (most recent call last):
        ...
    cstoevents.errors.WordingError: found 'IC', expected 'XCIX', the Roman numeral for 99
    """

    found: object
    expected: str

    def __str__(self) -> str:
        return f"found {shown(self.found)}, expected {self.expected}"


@attrs.define(eq=False, repr=False, slots=False)
class UnknownIdError(CstoEventsError, LookupError):
    """An id that a chronicle does not have.

    Attributes:
        id: The id that was looked for.
        what: The kind of record that was looked for, such as 'event'.
        near: Ids of records of that kind that look like it, the nearest first, and of those whose
            names do.
        remark: What else is known of the id, such as 'it is an organisation' where another
            kind was looked for; None if nothing is.
        names: Names like it, by id, where a name would have been taken as well; else None.

    >>> import cstoevents as cs
    >>> try:
    ...     cs.load().event("wg-afganistan-41")
    ... except cs.UnknownIdError as error:
    ...     print(error.near[0])
    wg-afghanistan-41
    """

    id: str
    what: str = "record"
    near: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    remark: str | None = None
    names: Mapping[str, str] | None = None

    def __str__(self) -> str:
        # Roles and topics are no records, and have no ids.
        missed = _MISSED.get(self.what) or (
            f"no {self.what} has the id" + ("" if self.names is None else " or name")
        )
        known = f"; {self.remark}" if self.remark else ""
        alike = " or ".join(_with_name(id, self.names or {}) for id in self.near)
        hint = f"; did you mean {alike}?" if alike else ""
        return f"{missed} {shown(self.id)}{known}{hint}"


_MISSED = {"role": "nobody had the role", "topic": "no event has the topic"}


def _with_name(id: str, names: Mapping[str, str]) -> str:
    name = names.get(id)
    return repr(id) if name is None else f"{id!r} ({printable(name, _LONGEST_SHOWN)})"


class AmbiguousNameError(UnknownIdError):
    """A name that several records of a chronicle have, given where one is meant.

    Attributes:
        id: What was given.
        what: The kind of record that was looked for.
        names: The names of those that it can mean, by id; `near` has their ids.

    >>> import cstoevents as cs
    >>> towns = [cs.Place(id=f"osh-{code}", name="Osh", kind="city") for code in ("ir", "kg")]
    >>> cs.Chronicle(towns).place("Osh")
    Traceback (most recent call last):
        ...
    cstoevents.errors.AmbiguousNameError: 'Osh' can mean more than one place: 'osh-ir' (Osh), \
'osh-kg' (Osh); give the id
    """

    def __str__(self) -> str:
        listed = [_with_name(id, self.names or {}) for id in self.near[:_MOST_SHOWN]]
        if len(self.near) > _MOST_SHOWN:
            listed.append(f"and {len(self.near) - _MOST_SHOWN:,} more")
        return (
            f"{shown(self.id)} can mean more than one {self.what}: {', '.join(listed)}; give the id"
        )


@attrs.define(eq=False, repr=False, slots=False)
class ExtraMissingError(CstoEventsError, ImportError):
    """A format needs a library that is not installed.

    Attributes:
        library: The name of the library that is missing.
        extra: The extra of this package that brings it.

    >>> import cstoevents as cs
    >>> print(cs.errors.ExtraMissingError("icalendar", "ics"))
    icalendar is not installed; pip install 'cstoevents[ics]' brings it
    """

    library: str
    extra: str

    def __str__(self) -> str:
        return f"{self.library} is not installed; pip install 'cstoevents[{self.extra}]' brings it"


@attrs.frozen(kw_only=True, slots=True)
class Problem:
    """One thing that is wrong with an input: where, what was found, what was expected.

    What isn't known of the place is None.

    Attributes:
        expected: What was expected, in words that end the sentence "expected ...".
        found: What was found; None if nothing was.
        record: The id of the record.
        path: The way to the field, such as 'meetings[3].sources[0].url'.
        file: The name of the file.
        line: The line in the file, counted from 1.
        column: The column in that line, counted from 1.

    >>> import cstoevents as cs
    >>> print(cs.errors.Problem(path="events[0].when", found="soon", expected="an EDTF date"))
    events[0].when: found 'soon', expected an EDTF date
    """

    expected: str
    found: object = None
    record: str | None = None
    path: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = printable(self.file or "")
        if self.line is not None:
            place += f"{':' if place else 'line '}{self.line}"
            if self.column is not None:
                place += f":{self.column}"
        names = (printable(name or "", _LONGEST_NAME) for name in (self.record, self.path))
        parts = [part for part in (place, *names) if part]
        where = f"{': '.join(parts)}: " if parts else ""
        return f"{where}found {shown(self.found)}, expected {printable(self.expected)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _problem, (_sendable(self.found), self._others())

    def _others(self) -> dict[str, Any]:
        return {
            field.name: getattr(self, field.name)
            for field in attrs.fields(type(self))
            if field.name != "found"
        }


def _problem(found: object, others: dict[str, Any]) -> Problem:
    return Problem(found=found, **others)


@attrs.define(eq=False, repr=False, slots=False)
class InputError(CstoEventsError, ValueError):
    """An input that can't be taken: every problem found in it, not just the first.

    Nothing of the input was kept. The message shows the first hundred problems, and how
    many more there are.

    Attributes:
        problems: Every problem, in the order of the input; after a hundred thousand of them
            no more are looked for.

    >>> import cstoevents as cs
    >>> try:
    ...     cs.read_json(b'{"format_version": "1", "places": [{"id": "X"}]}')
    ... except cs.InputError as error:
    ...     for problem in error.problems:
    ...         print(problem.path, "-", problem.expected)
    places[0].id - an id: lower-case ASCII letters and digits, joined by hyphens
    places[0].name - a value for this field, which is required
    places[0].kind - a value for this field, which is required
    """

    problems: tuple[Problem, ...] = attrs.field(converter=_problems)
    _heading: ClassVar = "problem"

    def __str__(self) -> str:
        count = len(self.problems)
        heading = f"{count} {self._heading}{'' if count == 1 else 's'}"
        lines = [f"{heading}:", *map(str, self.problems[:_MOST_SHOWN])]
        if count > _MOST_SHOWN:
            lines.append(f"and {count - _MOST_SHOWN:,} more")
        return "\n  ".join(lines)


def take_up(problems: list[Problem], problem: Problem) -> None:
    """Add a problem to those of an input, or raise `InputError` where there are enough of them."""
    problems.append(problem)
    if len(problems) >= MOST_PROBLEMS:
        raise InputError(problems)


@attrs.define(eq=False, repr=False, slots=False)
class RecordError(InputError):
    """A record or value that can't be built: every field that breaks a rule.

    Each ``path`` of a problem names a field; it is None where the rule spans several.

    Attributes:
        what: The name of the class that was to be built, with the id if it has one.

    >>> import cstoevents as cs
    >>> cs.Identifier(scheme="", identifier="Q318693")
    Traceback (most recent call last):
        ...
    cstoevents.errors.RecordError: Identifier: scheme: found '', expected \
a scheme: ASCII letters and digits, joined by hyphens, dots or underscores
    """

    what: str | None = None

    def __str__(self) -> str:
        about = f"{self.what}: " if self.what else ""
        if len(self.problems) == 1:
            return f"{about}{self.problems[0]}"
        return f"{about}{super().__str__()}"


class BrokenReferencesError(InputError):
    """References to records that are nowhere, or of the wrong class: all of them.

    What another chronicle has, the built-in one for instance, is known ``within=`` it, which every
    reader and `Chronicle` take. ``references="lenient"`` keeps broken ones in `Chronicle.broken`.

    >>> import cstoevents as cs
    >>> cs.Chronicle(cs.Place(id="hall", name="Hall", kind="venue", within="osh"))
    Traceback (most recent call last):
        ...
    cstoevents.errors.BrokenReferencesError: 1 broken reference:
      hall: within: found 'osh', expected the id of a place
    """

    _heading = "broken reference"


class ConflictError(InputError):
    """One id borne by two records of different content; both are in the problem.

    >>> import cstoevents as cs
    >>> city = cs.Place(id="osh", name="Osh", kind="city")
    >>> try:
    ...     cs.Chronicle(city, cs.Place(id="osh", name="Osh", kind="region"))
    ... except cs.errors.ConflictError as error:
    ...     print(error.problems[0].record)
    osh
    """

    _heading = "conflict"


def __dir__() -> list[str]:
    return sorted(__all__)
