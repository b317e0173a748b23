"""What a field may hold: one rule a meaning, used by every way in.

A rule is a pattern and the words that explain it. Every way in reads the same
rule. The constructors of the records run a *converter* from this module, which
takes what people have (text, a date, any iterable) and gives what the record
keeps. The reader of files checks the texts of plain data against the rule. So a
value is good on one way in exactly when it is good on the others.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, ParamSpec, TypeVar

import attrs

from cstoevents.dates import When
from cstoevents.errors import Problem, RecordError, WhenError, near

__all__ = [
    "COUNT",
    "COUNTRIES",
    "COUNTRY",
    "HINTS",
    "ID",
    "KEYWORD",
    "LANGUAGE",
    "LARGEST_NUMBER",
    "LATITUDE",
    "LONGITUDE",
    "MEDIA_TYPE",
    "NUMBER",
    "REFERS",
    "RULE",
    "SLUG",
    "TEXT",
    "TIME_EXPECTED",
    "TIME_ZONE",
    "URL",
    "Bounds",
    "Joint",
    "Rule",
    "agree",
    "as_id",
    "as_slug",
    "as_text",
    "chosen",
    "described",
    "disagreements",
    "exactly_one",
    "explained",
    "ids",
    "instance",
    "instances",
    "is_plain_time",
    "keywords",
    "made_id",
    "maybe_count",
    "maybe_country",
    "maybe_id",
    "maybe_language",
    "maybe_latitude",
    "maybe_longitude",
    "maybe_media_type",
    "maybe_number",
    "maybe_slug",
    "maybe_text",
    "maybe_time",
    "maybe_time_zone",
    "maybe_url",
    "maybe_when",
    "nested",
    "problems_of",
    "refused",
    "several",
    "shortened",
    "slugify",
    "unknown_name",
    "urls",
    "when_problem",
    "whens",
    "zone_exists",
]

T = TypeVar("T")
E = TypeVar("E", bound=enum.StrEnum)

P = ParamSpec("P")

RULE = "rule"
REFERS = "refers"

LARGEST_NUMBER = 1_000_000_000


@attrs.frozen(slots=True)
class Rule:
    """What one kind of text looks like; ``expected`` ends the sentence "expected ..."."""

    pattern: str
    expected: str
    matches: Callable[[str], object] = attrs.field(
        default=attrs.Factory(lambda self: re.compile(self.pattern).search, takes_self=True),
        eq=False,
        repr=False,
    )

    def check(self, value: str) -> str:
        """Give the text back, or say what is wrong with it; what only derives from text is text."""
        if type(value) is not str:
            if not isinstance(value, str):
                raise refused(value, self.expected)
            value = str.__str__(value)
        if not self.matches(value):
            raise refused(value, self.expected)
        return value

    def check_plain(self, value: object) -> str:
        """Check text of a file, in which nothing derives from it."""
        if type(value) is not str:
            raise refused(value, self.expected)
        return self.check(value)


@attrs.frozen(slots=True)
class Bounds:
    """The least and the greatest number that a field takes, and whether it is whole."""

    least: float
    greatest: float
    expected: str
    whole: bool = True

    def check(self, value: float) -> float:
        """Give the number back, or say what is wrong with it."""
        fits = type(value) is int or (not self.whole and type(value) is float)
        if not fits or not self.least <= value <= self.greatest:
            raise refused(value, self.expected)
        return value if self.whole else float(value)


# Text that JSON, CSV and a file system can all carry: no NUL, no half of a
# surrogate pair, and something to see.
_ANY = r"[^\x00\ud800-\udfff]"
_SLUG = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"


def _is_text(value: str) -> bool:
    """Say what the pattern of `TEXT` says, without going over the text letter by letter."""
    if value.isspace() or not value or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


ID = Rule(rf"\A{_SLUG}\Z", "an id: lower-case ASCII letters and digits, joined by hyphens")
SLUG = Rule(rf"\A{_SLUG}\Z", "a slug: lower-case ASCII letters and digits, joined by hyphens")
TEXT = Rule(
    rf"\A\s*[^\s\x00\ud800-\udfff]{_ANY}*\Z", "non-empty text without NUL", matches=_is_text
)
URL = Rule(
    r"\Ahttps?://[^\s/?#<>\"\x00-\x1f\x7f\ud800-\udfff]+"
    r"(?:[/?#][^\s<>\"\x00-\x1f\x7f\ud800-\udfff]*)?\Z",
    "a web address that begins with http:// or https:// and has no blanks",
)
# The part of BCP 47 that names a language for readers: language, script, region.
LANGUAGE = Rule(
    r"\A[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z",
    "a BCP 47 language tag such as 'en', 'ru' or 'sr-Latn'",
)
KEYWORD = Rule(
    r"\A[^\s;A-ZА-ЯЁ\x00-\x1f\ud800-\udfff]"
    r"(?:[^;A-ZА-ЯЁ\x00-\x1f\ud800-\udfff]{0,78}[^\s;A-ZА-ЯЁ\x00-\x1f\ud800-\udfff])?\Z",
    "a keyword: lower-case, at most 80 characters, without ';'",
)
MEDIA_TYPE = Rule(r"\A[a-z]+/[a-z0-9][a-z0-9.+_-]*\Z", "a media type such as 'application/pdf'")
TIME_ZONE = Rule(
    r"\A[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*\Z",
    "the name of a zone in the tz database, such as 'Asia/Bishkek'",
)
# ISO 3166-1 alpha-2, officially assigned codes.
COUNTRIES = tuple(
    (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ"
        " BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM"
        " DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS"
        " GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN"
        " KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ"
        " MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM"
        " PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV"
        " SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI"
        " VN VU WF WS YE YT ZA ZM ZW"
    ).split()
)
COUNTRY = Rule(
    rf"\A(?:{'|'.join(COUNTRIES)})\Z", "a country code of ISO 3166-1 (two capital letters)"
)
COUNT = Bounds(1, LARGEST_NUMBER, f"a whole number from 1 to {LARGEST_NUMBER}")
NUMBER = Bounds(0, LARGEST_NUMBER, f"a whole number from 0 to {LARGEST_NUMBER}")
LATITUDE = Bounds(-90, 90, "degrees north, from -90 to 90", whole=False)
LONGITUDE = Bounds(-180, 180, "degrees east, from -180 to 180", whole=False)


def refused(found: object, expected: str, path: str | None = None) -> RecordError:
    """Make the error of one refused value."""
    return RecordError([Problem(found=found, expected=expected, path=path)])


class Joint(NamedTuple):
    """A rule that spans fields: which ones, and what finds the problem of their values.

    A class lists its own as ``_joint``. The values are those of a record, or as
    they were given where they are good, so that a kind may be text.
    """

    fields: tuple[str, ...]
    problem: Callable[..., Problem | None]


def exactly_one(*names: str) -> Joint:
    """Rule that exactly one of these fields is given."""

    def problem(*values: object) -> Problem | None:
        given = [name for name, value in zip(names, values, strict=True) if value is not None]
        if len(given) == 1:
            return None
        found = " and ".join(given) if given else None
        return Problem(found=found, expected=f"exactly one of {', '.join(names)}")

    return Joint(names, problem)


def agree(owner: Any) -> None:
    """Check the fields of a new record or value against the rules that span several."""
    for names, find in owner._joint:
        problem = find(*[getattr(owner, name) for name in names])
        if problem is not None:
            raise RecordError([problem])


def disagreements(cls: type[Any], given: Mapping[str, Any], wrong: set[str]) -> Iterator[Problem]:
    """Find what rules that span fields say of good ones, though others are wrong."""
    defaults = {field.name: field.default for field in attrs.fields(cls)}
    for names, find in getattr(cls, "_joint", ()):
        if wrong.isdisjoint(names):
            problem = find(*[given.get(name, defaults[name]) for name in names])
            if problem is not None:
                yield problem


def explained(cls: type[T]) -> type[T]:
    """Make a class' constructor report everything that it refuses, and its `repr` readable.

    Python stops at the first keyword that it doesn't know or misses, and attrs at
    the first converter that raises. So where the constructor fails, what was given
    is gone over again from the start, and all that is wrong is raised at once, a
    misspelt or missing keyword included. The `repr` leaves out what was not said,
    and is a call that makes the same value.
    """
    made: Any = cls
    construct = cls.__init__

    def convert(name: str, value: Any) -> None:
        converter: Any = attrs.fields_dict(made)[name].converter
        if converter is not None:
            converter(value)

    @functools.wraps(construct)
    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: N807  (it is one)
        for name, value in given.items():
            if isinstance(value, Iterator):
                given[name] = list(value)  # to be gone over again if something is wrong
        try:
            construct(self, *args, **given)
        except (RecordError, WhenError, TypeError) as first:
            problems = [*_positional(cls, args), *problems_of(cls, given, convert)]
            if not problems and isinstance(first, RecordError):
                problems = list(first.problems)
            if not problems:
                raise
            raise RecordError(problems, described(cls, given)) from None

    cls.__init__ = __init__  # type: ignore[method-assign]  # a wrapper of the same signature
    cls.__repr__ = _call  # type: ignore[method-assign]  # attrs' shows every default
    return cls


def _call(value: Any) -> str:
    said = [
        f"{field.name}={_plainest(getattr(value, field.name))!r}"
        for field in attrs.fields(type(value))
        if getattr(value, field.name) != field.default
    ]
    return f"{type(value).__name__}({', '.join(said)})"


def _plainest(value: Any) -> Any:
    """Give the shortest thing that a constructor takes for the same value."""
    if isinstance(value, tuple):
        return [_plainest(member) for member in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (When, dt.time)):
        return str(value)
    return value.to_plain() if hasattr(value, "to_plain") else value


def described(cls: type, given: Mapping[str, Any]) -> str:
    """Name the record or value that was to be made, by its id where it has one."""
    identity = given.get("id")
    return f"{cls.__name__} {str(identity)!r}" if isinstance(identity, str) else cls.__name__


def _positional(cls: type[Any], args: tuple[object, ...]) -> Iterator[Problem]:
    """Say that fields are given by name, which keeps a record readable where it is made."""
    for value in args:
        yield Problem(found=value, expected=f"each field by its name: {', '.join(_names(cls))}")


def _names(cls: type[Any]) -> list[str]:
    return [field.name for field in attrs.fields(cls)]


def problems_of(
    cls: type[Any], given: Mapping[str, Any], take: Callable[[str, Any], object], *required: str
) -> Iterator[Problem]:
    """Find everything that is wrong with what was given for the fields of a class.

    In the order of the fields what is refused or missing, then the names that no
    field has, then what the rules that span fields say of those that are good.
    ``take`` is called with a name and a value, and raises if the field can't have it.
    ``required`` are fields that can't be left out though they have a default.
    """
    wrong: set[str] = set()
    for field in attrs.fields(cls):
        if field.name in given:
            found = list(_refusal(take, field.name, given[field.name]))
        elif field.default is attrs.NOTHING or field.name in required:
            found = [Problem(path=field.name, expected="a value for this field, which is required")]
        else:
            continue
        if found:
            wrong.add(field.name)
            yield from found
    names = _names(cls)
    unknown = [name for name in given if name not in names]
    for position, name in enumerate(unknown):
        alike = near(shortened(name), names) if position < HINTS else []
        yield unknown_name(name, names, alike)
        wrong.update(alike)  # a field that was misspelt is not one that was left out
    yield from disagreements(cls, given, wrong)


def _refusal(take: Callable[[str, Any], object], name: str, value: Any) -> Iterator[Problem]:
    try:
        take(name, value)
    except RecordError as error:
        for problem in error.problems:
            yield nested(problem, name)
    except WhenError as error:
        yield when_problem(error, name)


def unknown_name(
    name: object, known: Iterable[str], alike: Sequence[str], what: str = "field"
) -> Problem:
    """Say that nothing has a name, and which known one looks like it."""
    expected = f"the {what} {alike[0]!r}" if alike else f"only the {what}s {', '.join(known)}"
    return Problem(path=shortened(name), found=name, expected=expected)


HINTS = 50
"""How many times a near name is looked for: nobody reads on, and each costs much."""


def shortened(step: object) -> str:
    """Give one step of the way to a field, short even where it is none."""
    text = str(step)
    return text if len(text) <= _LONGEST_STEP else f"{text[: _LONGEST_STEP - 1]}…"


_LONGEST_STEP = 40


def nested(problem: Problem, step: str) -> Problem:
    """Give a problem of a part as one of the whole, whose step leads to the part."""
    path = problem.path or ""
    dot = "." if path and path[0] not in ".[" else ""
    return attrs.evolve(problem, path=f"{step}{dot}{path}")


def when_problem(error: WhenError, path: str | None = None) -> Problem:
    """Put a date's refusal in the form of the others."""
    cure = f"; write {error.instead!r}" if error.instead else ""
    reason = error.reason.removeprefix("expected ")
    return Problem(found=error.text, expected=f"an EDTF date ({reason}{cure})", path=path)


def several(values: Iterable[Any], member: Callable[[Any], T], what: str) -> tuple[T, ...]:
    """Make a tuple of anything iterable but a text or a mapping, member by member.

    A set has no order of its own, and gets the same one every time.
    """
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise refused(values, f"a list or another collection of {what}, not one value")
    if isinstance(values, AbstractSet):
        values = sorted(values, key=str)
    kept: list[T] = []
    problems: list[Problem] = []
    for position, value in enumerate(values):
        try:
            kept.append(member(value))
        except RecordError as error:
            problems += [nested(problem, f"[{position}]") for problem in error.problems]
        except WhenError as error:
            problems.append(when_problem(error, f"[{position}]"))
    if problems:
        raise RecordError(problems)
    return tuple(kept)


def instances(values: Iterable[T], cls: type[T]) -> tuple[T, ...]:
    """Make a tuple of values of one class."""

    def member(value: T) -> T:
        return instance(value, cls)

    return several(values, member, f"{cls.__name__} values")


def instance(value: T, cls: type[T]) -> T:
    """Give back a value of one class, and of no other."""
    if not isinstance(value, cls):
        raise refused(value, f"a value of the class {cls.__name__}")
    return value


def chosen(value: E | str, options: type[E]) -> E:
    """Give a member of a closed vocabulary, from itself or its text."""
    try:
        return options(value)
    except ValueError:
        raise refused(value, f"one of {', '.join(option.value for option in options)}") from None


# The converters. Type checkers read their signatures, so each is spelt out.


def as_id(value: str) -> str:
    """An id."""
    return ID.check(value)


def maybe_id(value: str | None) -> str | None:
    """An id or None."""
    return None if value is None else ID.check(value)


def made_id(value: str | None) -> str:
    """An id, or nothing yet: the record makes one from its other fields."""
    return "" if value is None else ID.check(value)


def ids(values: Iterable[str]) -> tuple[str, ...]:
    """Ids in the order given."""
    return several(values, ID.check, "ids")


def as_slug(value: str) -> str:
    """A word of an open vocabulary."""
    return SLUG.check(value)


def maybe_slug(value: str | None) -> str | None:
    """A word of an open vocabulary or None."""
    return None if value is None else SLUG.check(value)


def as_text(value: str) -> str:
    """Text in no stated language."""
    return TEXT.check(value)


def maybe_text(value: str | None) -> str | None:
    """Text in no stated language or None."""
    return None if value is None else TEXT.check(value)


def maybe_url(value: str | None) -> str | None:
    """A web address or None."""
    return None if value is None else URL.check(value)


def urls(values: Iterable[str]) -> tuple[str, ...]:
    """Web addresses in the order given."""
    return several(values, URL.check, "web addresses")


def keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Keywords in the order given."""
    return several(values, KEYWORD.check, "keywords")


def maybe_language(value: str | None) -> str | None:
    """A language tag or None."""
    return None if value is None else LANGUAGE.check(value)


def maybe_country(value: str | None) -> str | None:
    """A country code or None."""
    return None if value is None else COUNTRY.check(value)


def maybe_media_type(value: str | None) -> str | None:
    """A media type or None."""
    return None if value is None else MEDIA_TYPE.check(value)


def as_time_zone(value: str) -> str:
    """The name of a time zone that there is."""
    name = TIME_ZONE.check(value)
    if not zone_exists(name):
        raise refused(name, TIME_ZONE.expected)
    return name


def maybe_time_zone(value: str | None) -> str | None:
    """The name of a time zone or None."""
    return None if value is None else as_time_zone(value)


@functools.lru_cache(maxsize=1024)
def zone_exists(name: str) -> bool:
    """Whether the tz database of this machine has a zone of that name.

    Names of files that machines keep beside it, and which mean something else
    on each or no place at all, are no zones.
    """
    import zoneinfo  # not before a record names a zone

    if name in _NO_ZONES or name.startswith(_NO_ZONES_WITHIN):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_NO_ZONES_WITHIN = ("posix/", "right/")


def maybe_count(value: int | None) -> int | None:
    """A whole number from 1 or None."""
    return None if value is None else int(COUNT.check(value))


def maybe_number(value: int | None) -> int | None:
    """A whole number from 0 or None."""
    return None if value is None else int(NUMBER.check(value))


def maybe_latitude(value: float | None) -> float | None:
    """Degrees north or None."""
    return None if value is None else LATITUDE.check(value)


def maybe_longitude(value: float | None) -> float | None:
    """Degrees east or None."""
    return None if value is None else LONGITUDE.check(value)


def maybe_when(value: When | dt.date | str | None) -> When | None:
    """A date or None."""
    return None if value is None else When(value)


def whens(values: Iterable[When | dt.date | str]) -> tuple[When, ...]:
    """Dates in the order given."""
    return several(values, When, "dates")


def maybe_time(value: dt.time | str | None) -> dt.time | None:
    """A time of day to the second, or None; the zone is a field of its own."""
    if value is None:
        return None
    if isinstance(value, str) and _TIME(value):
        return dt.time.fromisoformat(value)
    if type(value) is dt.time and is_plain_time(value):
        return value
    raise refused(value, TIME_EXPECTED)


_TIME = re.compile(r"\A(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?\Z").search
TIME_EXPECTED = "a time of day such as '14:30:00', without a zone or parts of a second"


def is_plain_time(value: dt.time) -> bool:
    """Whether a time has neither a zone nor parts of a second."""
    return value.tzinfo is None and value.microsecond == 0


_LONGEST_PART = 48


def slugify(text: str) -> str:
    """Make one part of an id from any text, the same part every time.

    What doesn't survive in ASCII, or is too long, is stood for by a digest of
    the whole text, so that such texts share a part by chance alone. Texts that
    differ in nothing but capitals, or in blanks for hyphens, share one always.

    >>> from cstoevents.records.rules import slugify
    >>> slugify("Heads of departments")
    'heads-of-departments'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall("[a-z0-9]+", plain))
    if len(slug) <= _LONGEST_PART and _SAYS_ALL(text):
        return slug
    import hashlib  # costs more than all the rest of this module, and few ids need it

    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{slug[:_LONGEST_PART].strip('-')}-{digest}".strip("-")


_SAYS_ALL = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9 -]*\Z").search
