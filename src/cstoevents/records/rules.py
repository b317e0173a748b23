"""What a field may hold, and what fields may hold together: one rule a meaning.

A rule is a pattern or bounds, and the words that explain them. Every way in reads the same
rule: the constructors, whose converters follow from it (`fields`), the reader of plain
data, the schemas. So a value is good on one way in exactly when it is good on the others.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import Any, Literal, TypeAlias, TypeVar

import attrs

from cstoevents.dates import When, WhenLike
from cstoevents.errors import MOST_PROBLEMS, Problem, RecordError, WhenError, printable
from cstoevents.errors.arguments import refusal
from cstoevents.records.countries import CODES, code_meant
from cstoevents.records.languages import OLD_TAGS, canonical_tag

T = TypeVar("T")
E = TypeVar("E", bound=enum.StrEnum)

LARGEST_NUMBER = 1_000_000_000

# Rules are made once and compared with nothing, and every method that attrs writes takes time.


@attrs.frozen(slots=True, eq=False, repr=False)
class Rule:
    """What one kind of text looks like; ``expected`` ends the sentence "expected ...".

    Where one text can be written in several ways, ``canonical`` gives the way in which it is
    kept; ``instead`` gives what a text that doesn't match surely means, if anything.
    """

    pattern: str
    expected: str
    _asks: Callable[[str], object] | None = attrs.field(default=None, alias="matches")
    canonical: Callable[[str], str] | None = None
    instead: Callable[[str], str | None] | None = None

    @functools.cached_property
    def matches(self) -> Callable[[str], object]:
        """What says whether a text is so: a pattern is compiled at the first text, not before."""
        return self._asks or re.compile(self.pattern).search

    @property
    def is_pattern_alone(self) -> bool:
        """Whether the pattern says all that the rule does."""
        return self._asks is None

    def check(self, value: str) -> str:
        """Return the text, or say what is wrong with it; what only derives from text is text."""
        if type(value) is not str:
            if not isinstance(value, str):
                raise refused(value, self.expected)
            value = str.__str__(value)
        if not self.matches(value):
            raise refused(value, self.expected_for(value))
        return value if self.canonical is None else self.canonical(value)

    def expected_for(self, value: str) -> str:
        """Return what is expected, and what to write for a text that doesn't match."""
        meant = self.instead(value) if self.instead is not None else None
        return f"{self.expected}; write {meant!r}" if meant else self.expected

    def argument(self, value: object, name: str) -> str:
        """Return a text that a caller gave under a name, in the form in which it is kept."""
        if isinstance(value, str) and self.matches(value):
            return self.check(value)
        expected = self.expected_for(value) if isinstance(value, str) else self.expected
        raise refusal(name, value, expected)

    def check_plain(self, value: object) -> str:
        """Check text of a file, in which nothing derives from it."""
        if type(value) is not str:
            raise refused(value, self.expected)
        return self.check(value)


@attrs.frozen(slots=True, eq=False, repr=False)
class NumberRange:
    """The least and the greatest number that a field takes, and whether it is whole."""

    least: float
    greatest: float
    expected: str
    whole: bool = True

    def takes(self, value: object) -> bool:
        """Whether a value is a number of the kind that the field takes, and within its limits."""
        if type(value) is not int and (self.whole or type(value) is not float):
            return False
        return self.least <= value <= self.greatest

    def check(self, value: float) -> float:
        """Return the number, or say what is wrong with it."""
        if not self.takes(value):
            raise refused(value, self.expected)
        return value if self.whole else float(value)


def country_meant(text: str) -> str | None:
    """Return the code of a country that a text surely means: another code, or a name of one."""
    from cstoevents.wording.names import countries_named  # not before a code is refused

    named = countries_named(text)
    return code_meant(text) or (named[0] if len(named) == 1 else None)


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


# Text that JSON, CSV and a file system can all carry: no NUL, no half of a
# surrogate pair, and something to see.
_ANY = r"[^\x00\ud800-\udfff]"
_SLUG = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"


def _is_text(value: str) -> bool:
    """Whether the pattern of `TEXT` matches, without going over the text letter by letter."""
    if value.isspace() or not value or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tag_meant(text: str) -> str | None:
    """Return the tag that a name of a locale means, such as en_GB.UTF-8."""
    tag = text.partition(".")[0].replace("_", "-")
    return canonical_tag(tag) if LANGUAGE.matches(tag) else None


def composed(text: str) -> str:
    """Return a text with its letters as Unicode composes them (normal form C).

    What looks the same and means the same is so the same text, whatever wrote it.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return _normal_form("NFC", text)


def _is_keyword(text: str) -> bool:
    return re.search(KEYWORD.pattern, text) is not None and text == text.lower()


def _composed_keyword(text: str) -> str:
    # Of a few signs the composed form is longer, and a keyword has a length.
    made = composed(text)
    return made if made is text or KEYWORD.matches(made) else text


def _composed_key(text: str) -> str:
    # Of a few signs the composed form is longer, and a key has a length.
    made = composed(text)
    return made if made is text or KEY.matches(made) else text


ID = Rule(rf"\A{_SLUG}\Z", "an id: lower-case ASCII letters and digits, joined by hyphens")
SLUG = Rule(rf"\A{_SLUG}\Z", "a slug: lower-case ASCII letters and digits, joined by hyphens")
SCHEME = Rule(
    r"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\Z",
    "a scheme: ASCII letters and digits, joined by hyphens, dots or underscores",
)
TEXT = Rule(
    rf"\A\s*[^\s\x00\ud800-\udfff]{_ANY}*\Z",
    "non-empty text without NUL",
    matches=_is_text,
    canonical=composed,
)
URL = Rule(
    r"\Ahttps?://[^\s/?#<>\"\x00-\x1f\x7f\ud800-\udfff]+"
    r"(?:[/?#][^\s<>\"\x00-\x1f\x7f\ud800-\udfff]*)?\Z",
    "a web address that begins with http:// or https:// and has no blanks",
)
LICENCE = Rule(
    rf"\A(?:{URL.pattern[2:-2]}|[A-Za-z0-9][A-Za-z0-9.+-]*)\Z",
    "an SPDX identifier such as 'CC-BY-4.0', or the web address of a licence",
)
# The grammar of RFC 5646, 2.1, but for languages of four letters or more, of which there are
# none ("english" is a mistake).
_OLD_FORMS = "|".join(
    re.sub("[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", tag) for tag in OLD_TAGS
)
LANGUAGE = Rule(
    r"\A(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"
    rf"|[Xx](?:-[A-Za-z0-9]{{1,8}})+|{_OLD_FORMS})\Z",
    "a BCP 47 language tag such as 'en', 'ru' or 'sr-Latn'",
    canonical=canonical_tag,
    instead=_tag_meant,
)
# The capitals that stand together in Latin, Greek, Cyrillic, Armenian and Georgian. A pattern,
# which schemas have, can name these; the rule knows those of every script.
_CAPITALS = (
    r"A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a1\u03a3-\u03ab\u0400-\u042f\u0531-\u0556"
    r"\u10a0-\u10c5\u1c90-\u1cba\u1cbd-\u1cbf"
)
KEYWORD = Rule(
    rf"\A[^\s;{_CAPITALS}\x00-\x1f\ud800-\udfff]"
    rf"(?:[^;{_CAPITALS}\x00-\x1f\ud800-\udfff]{{0,78}}[^\s;{_CAPITALS}\x00-\x1f\ud800-\udfff])?\Z",
    "a keyword: lower-case, at most 80 characters, without ';'",
    matches=_is_keyword,
    canonical=_composed_keyword,
)
KEY = Rule(
    r"\A[^\s\x00-\x1f\ud800-\udfff]"
    r"(?:[^\x00-\x1f\ud800-\udfff]{0,78}[^\s\x00-\x1f\ud800-\udfff])?\Z",
    "a key: text of at most 80 characters on one line, without blanks at its ends",
    canonical=_composed_key,
)
MEDIA_TYPE = Rule(r"\A[a-z]+/[a-z0-9][a-z0-9.+_-]*\Z", "a media type such as 'application/pdf'")
TIME_ZONE = Rule(
    r"\A[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*\Z",
    "the name of a zone in the tz database, such as 'Asia/Bishkek'",
    matches=zone_exists,
)
COUNTRY = Rule(
    rf"\A(?:{'|'.join(CODES)})\Z",
    "a country code of ISO 3166-1 (two capital letters)",
    instead=country_meant,
)
# A date of EDTF that is one day, as `When` writes it.
DAY = Rule(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", "one day such as '2026-11-24'")
COUNT = NumberRange(1, LARGEST_NUMBER, f"a whole number from 1 to {LARGEST_NUMBER}")
NUMBER = NumberRange(0, LARGEST_NUMBER, f"a whole number from 0 to {LARGEST_NUMBER}")
LATITUDE = NumberRange(-90, 90, "degrees north, from -90 to 90", whole=False)
LONGITUDE = NumberRange(-180, 180, "degrees east, from -180 to 180", whole=False)


@attrs.frozen(slots=True, eq=False, repr=False)
class OneGiven:
    """Exactly one of some fields is given; with ``or_more`` at least one."""

    fields: tuple[str, ...]
    or_more: bool = False
    values: Callable[[object], tuple[Any, ...]] = attrs.field(
        default=attrs.Factory(lambda self: attrgetter(*self.fields), takes_self=True),
    )

    def problem(self, *values: object) -> Problem | None:
        """Find what is wrong with the values of these fields, None if nothing is."""
        count = len(values) - values.count(None)
        if count == 1 or (self.or_more and count):
            return None
        given = [name for name, value in zip(self.fields, values, strict=True) if value is not None]
        expected = f"{'at least' if self.or_more else 'exactly'} one of {', '.join(self.fields)}"
        return Problem(found=" and ".join(given) or None, expected=expected)


@attrs.frozen(slots=True, eq=False, repr=False)
class _OfOneField:
    field: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that the rule is about."""
        return (self.field,)

    def values(self, owner: object) -> tuple[Any, ...]:
        """Return what a record or value has in these fields."""
        return (getattr(owner, self.field),)


@attrs.frozen(slots=True, eq=False, repr=False)
class OnlyWords(_OfOneField):
    """A field takes only these words of its vocabulary; the others are for another class."""

    words: tuple[enum.StrEnum, ...]
    others: str

    def problem(self, word: object) -> Problem | None:
        """Find what is wrong with the value of the field, None if nothing is."""
        if word in self.words:
            return None
        expected = f"{self.others} record for this {self.field}, or one of {', '.join(self.words)}"
        return Problem(found=str(word), expected=expected, path=self.field)


class OneDay(_OfOneField):
    """A date, if given, is one day and surely that one."""

    # It adds no field, so nothing of attrs that would take time of the import.
    __slots__ = ()

    def problem(self, day: WhenLike | None) -> Problem | None:
        """Find what is wrong with the value of the field, None if nothing is."""
        if day is None or DAY.matches(When(day).text):
            return None
        return Problem(found=When(day).text, expected=DAY.expected, path=self.field)


AcrossFields: TypeAlias = tuple[OneGiven | OneDay | OnlyWords, ...]
"""The rules that span fields of a class, or depend on it; a class keeps its own as such."""


def across_fields(cls: type[Any]) -> AcrossFields:
    """Return the rules of a class that no field knows alone."""
    return getattr(cls, "_across_fields", ())


def exactly_one_of(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class of which exactly one is given, none if it has no such rule."""
    for rule in across_fields(cls):
        if isinstance(rule, OneGiven) and not rule.or_more:
            return rule.fields
    return ()


def together(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class that mean something only together, none if it has none."""
    return getattr(cls, "_together", ())


def agree(owner: Any) -> None:
    """Check a new record or value against the rules that no field knows alone."""
    for rule in owner._across_fields:
        problem = rule.problem(*rule.values(owner))
        if problem is not None:
            raise RecordError([problem])


def refused(found: object, expected: str, path: str | None = None) -> RecordError:
    """Make the error of one refused value."""
    return RecordError([Problem(found=found, expected=expected, path=path)])


def shortened(step: object) -> str:
    """Return one step of the way to a field, short and printable even where it is none."""
    return printable(str(step), _LONGEST_STEP)


_LONGEST_STEP = 40


def nested(problem: Problem, step: str, **others: Any) -> Problem:
    """Return a problem of a part as one of the whole, whose step leads to the part.

    What else is known there, such as the record, is taken as well.
    """
    path = problem.path or ""
    dot = "." if path and path[0] not in ".[" else ""
    return attrs.evolve(problem, path=f"{step}{dot}{path}", **others)


def when_problem(error: WhenError, path: str | None = None) -> Problem:
    """Return a date's refusal in the form of the others."""
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
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise RecordError(problems)
    return tuple(kept)


def instances(values: Iterable[T], cls: type[T]) -> tuple[T, ...]:
    """Make a tuple of values of one class."""
    return several(values, lambda value: instance(value, cls), f"{cls.__name__} values")


def instance(value: T, cls: type[T]) -> T:
    """Return a value of one class, and of no other."""
    if not isinstance(value, cls):
        raise refused(value, f"a value of the class {cls.__name__}")
    return value


def chosen(value: E | str, options: type[E]) -> E:
    """Return a member of a closed vocabulary, from itself or its text."""
    try:
        return options(value)
    except ValueError:
        raise refused(value, f"one of {', '.join(option.value for option in options)}") from None


def time_of_day(value: dt.time | str) -> dt.time:
    """Return a time of day to the second, from itself or its text; its zone is another field."""
    if isinstance(value, str) and _TIME(value):
        return dt.time.fromisoformat(value)
    if type(value) is dt.time and is_plain_time(value):
        return value
    raise not_a_time(value)


def not_a_time(value: object) -> RecordError:
    """Return the error of what is no time of day, with the cure where it is one in words."""
    cure = time_meant(value) if isinstance(value, str) else None
    return refused(value, f"{TIME_EXPECTED}; write {cure!r}" if cure else TIME_EXPECTED)


def time_meant(text: str) -> str | None:
    """Return the time of day that a text can only mean: ``9:00 AM``, ``09.00``; or None."""
    from cstoevents.wording.times import times_in_words  # not before a time is refused

    found = times_in_words(text)
    return found.start if found and not found.end and not found.timezone else None


_TIME = re.compile(r"\A(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?\Z").search
TIME_EXPECTED = "a time of day such as '14:30:00', without a zone or parts of a second"


def is_plain_time(value: dt.time) -> bool:
    """Whether a time has neither a zone nor parts of a second."""
    return value.tzinfo is None and value.microsecond == 0


_LONGEST_PART = 48


def slugify(text: str) -> str:
    """Make one part of an id from any text, the same part every time.

    Russian letters are written in Latin ones, as BGN/PCGN do: е and ё always as e, and
    ъ and ь not at all. What else doesn't survive in ASCII, or is too long, is stood for
    by a digest of the whole text, so that such texts share a part by chance alone. Texts
    that differ in nothing but capitals, blanks for hyphens, or letters that are written
    alike, share one always.

    >>> from cstoevents.records.rules import slugify
    >>> slugify("Heads of departments"), slugify("Заседание Совета")
    ('heads-of-departments', 'zasedanie-soveta')
    """
    latin = text.lower() if text.isascii() else _romanised(text)
    plain = _normal_form("NFKD", latin).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain))
    if len(slug) <= _LONGEST_PART and re.search(_SAYS_ALL, latin):
        return slug
    import hashlib  # costs more than all the rest of this module, and few ids need it

    canonical = composed(text).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(canonical, digest_size=4).hexdigest()
    return f"{slug[:_LONGEST_PART].strip('-')}-{digest}".strip("-")


_LONGEST_LEGIBLE = 100


def legible_slug(text: str, *, cut: bool = False) -> str:
    """Make one part of an id of the words of a text, without a digest where they will do.

    As `slugify`, but punctuation and marks on letters are left out, so that texts that differ
    in nothing else share a part. With ``cut`` long texts end after a word, for parts that
    stand beside a date; otherwise they get a digest. So do letters that can't be written.

    >>> from cstoevents.records.rules import legible_slug
    >>> legible_slug("Заседание «Совета» (внеочередное), Бишкек")
    'zasedanie-soveta-vneocherednoe-bishkek'
    """
    said = re.sub(_APOSTROPHES, "", text)
    letters = _normal_form("NFKD", said.lower() if said.isascii() else _romanised(said))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    slug = "-".join(re.findall("[a-z0-9]+", plain.lower()))
    if not slug or any(map(_says_more, plain)):
        return slugify(text)
    if cut and len(slug) > _LONGEST_PART:
        return slug[: _LONGEST_PART + 1].rpartition("-")[0] or slug[:_LONGEST_PART]
    return slug if len(slug) <= _LONGEST_LEGIBLE else slugify(text)


_APOSTROPHES = "(?<=\\w)['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019](?=\\w)"


def _says_more(sign: str) -> bool:
    """Whether a sign that is no part of an id is more than punctuation or a blank."""
    return not sign.isascii() and unicodedata.category(sign)[0] in "LN"


def _romanised(text: str) -> str:
    from cstoevents.wording.words import romanised  # needs the words of every language

    return romanised(text)


def _normal_form(form: Literal["NFC", "NFKD"], text: str) -> str:
    if text.isascii():
        return text
    from cstoevents.wording.words import normal_form  # needs the words of every language

    return normal_form(form, text)


_SAYS_ALL = r"\A[a-z0-9][a-z0-9 -]*\Z"
