"""The values that records and chronicles own: words, other names, sources, documents and the like.

A value has no id and no life of its own. It is immutable, hashable and
compared by content. Nothing in it is assumed: a field that wasn't given is
None or empty.
"""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from typing import Any, ClassVar, TypeAlias, final

import attrs
from attrs import field

from cstoevents._views import Immutable
from cstoevents.dates import When, WhenLike
from cstoevents.errors import ArgumentTypeError, Problem, RecordError
from cstoevents.records import rules
from cstoevents.records.constructors import explained
from cstoevents.records.fields import Takes, field_at, fields_of, holds, refers_to, with_converters
from cstoevents.records.rules import AcrossFields, OneDay, OneGiven, agree, refused
from cstoevents.records.vocabularies import AliasKind, DocumentKind, ReferenceRelation

PLAIN = "en"


@final
class Text(Immutable):
    """Words by language: BCP 47 tags with non-empty text for each, immutable.

    Takes plain text, which means English, or a mapping with at least one
    language. `str()` gives the English words, or else those of the first
    language in alphabetical order.

    ``"nuclear" in text`` looks for the words in every language; the languages are
    :attr:`languages`. Text in English alone equals its words, and hashes like them. No
    other text can be compared with a plain one, nor any with a mapping: compare
    ``text["ru"]`` or ``dict(text)``. A set or dict that has what ``str(text)`` gives refuses
    such a text as ``==`` does; one that has its words in another language can't know, and
    doesn't find it.

    Raises:
        RecordError: a language tag or text breaks its rule, or there is none.

    >>> import cstoevents as cs
    >>> name = cs.Text({"ru": "Организация", "en": "Organization"})
    >>> str(name), name["ru"], name.best("hy", "ru")
    ('Organization', 'Организация', 'Организация')
    >>> "низаци" in name, "ru" in name.languages, "ru" in name
    (True, True, False)
    >>> cs.Text("Organization") == cs.Text({"en": "Organization"}) == "Organization"
    True
    >>> name == "Organization"
    Traceback (most recent call last):
        ...
    cstoevents.errors.ArgumentTypeError: other: found 'Organization', expected a Text; \
compare the words in one language, text['en'], or str(text)
    """

    # As files keep it: text where there is English alone, which is most often so.
    __slots__ = ("__weakref__", "_plain")
    _plain: str | dict[str, str]

    # It could go through letters as well as languages: `languages` and `items` say which.
    __iter__: ClassVar[None] = None

    # Not `__init__`, which could be called a second time to change it.
    def __new__(cls, words: TextLike) -> Text:
        """Make a text of plain text or of texts by language."""
        if isinstance(words, str):
            return text_of(rules.TEXT.check(words))
        if isinstance(words, Text):
            return words
        if isinstance(words, Mapping):
            return text_of(_ordered(words))
        raise refused(words, "text, or texts by language")

    @property
    def _words(self) -> dict[str, str]:
        return {PLAIN: self._plain} if isinstance(self._plain, str) else self._plain

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, English first and the others in alphabetical order.

        >>> import cstoevents as cs
        >>> cs.Text({"ru": "Минск", "be": "Мінск", "en": "Minsk"}).languages
        ('en', 'be', 'ru')
        """
        return tuple(self._words)

    def get(self, language: str, default: str | None = None) -> str | None:
        """Return the words in a language, or the default where there are none.

        >>> import cstoevents as cs
        >>> cs.Text("Minsk").get("ru") is None
        True
        """
        return self._words.get(language, default)

    def best(self, *languages: str) -> str:
        """Return the words in the first of these languages that there is, else as `str()`."""
        words = self._words
        for language in languages:
            if language in words:
                return words[language]
        return str(self)

    def to_plain(self) -> str | dict[str, str]:
        """Return the form that files keep: text if English alone, else texts by language."""
        return self._plain if isinstance(self._plain, str) else dict(self._plain)

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __contains__(self, words: str) -> bool:
        if not isinstance(words, str):
            raise ArgumentTypeError("words", words, "text to look for in every language")
        words = rules.composed(words)
        return any(words in text for text in self._words.values())

    def keys(self) -> KeysView[str]:
        """Return the languages, English first."""
        return self._words.keys()

    def values(self) -> ValuesView[str]:
        """Return the words, those in English first."""
        return self._words.values()

    def items(self) -> ItemsView[str, str]:
        """Return the languages with their words, English first."""
        return self._words.items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self is other or self._plain == other._plain
        if isinstance(other, str):
            if isinstance(self._plain, str):
                return self._plain == other
            language = next(iter(self._plain))
            cure = f"a Text; compare the words in one language, text[{language!r}], or str(text)"
            raise ArgumentTypeError("other", other, cure)
        if isinstance(other, Mapping):
            raise ArgumentTypeError("other", other, "a Text; compare dict(text)")
        return NotImplemented

    def __hash__(self) -> int:
        # English alone equals its text, so it has to be found where that is. Any other is looked
        # for there too, so that a set or dict of plain texts asks `__eq__`, which refuses.
        return hash(str(self))

    def __str__(self) -> str:
        return next(iter(self._words.values()))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"Text({self._plain!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (self.to_plain(),)

    # For pydantic, which asks for these when a `Text` is the type of a field.

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(cls.to_plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        words = {"type": "string", "minLength": 1}
        languages = {"type": "object", "additionalProperties": words, "minProperties": 1}
        return {"title": "Text", "anyOf": [words, languages]}


TextLike: TypeAlias = Text | Mapping[str, str] | str
"""What is taken for a :class:`~cstoevents.Text`: English text, or texts by language."""

_SET_PLAIN = Text.__dict__["_plain"].__set__


def _ordered(words: Mapping[str, str]) -> str | dict[str, str]:
    problems = [] if words else [Problem(found={}, expected="at least one language")]
    pairs: list[list[str]] = []
    for language, text in words.items():
        pair = _good_parts(language, text, problems)
        if len(pair) == 2:
            pairs.append(pair)
    kept: dict[str, str] = dict(pairs)
    if len(kept) < len(pairs):
        found = ", ".join(map(str, words))
        problems.append(Problem(found=found, expected="each language once, in whatever case"))
    if problems:
        raise RecordError(problems)
    return in_order(kept)


def _good_parts(language: str, text: str, problems: list[Problem]) -> list[str]:
    """Return which of a tag and its text are good; add what is wrong with the others."""
    good: list[str] = []
    for rule, part in ((rules.LANGUAGE, language), (rules.TEXT, text)):
        try:
            good.append(rule.check(part))
        except RecordError as error:
            path = way_to(language)
            problems += [attrs.evolve(problem, path=path) for problem in error.problems]
    return good


def way_to(language: object) -> str:
    """Return the path from a `Text` to its words in one language, short even for what is none."""
    return f".{rules.shortened(language)}"


def in_order(words: Mapping[str, str]) -> str | dict[str, str]:
    """Return texts by language with English first, the others in order; English alone as text."""
    if len(words) == 1 and PLAIN in words:
        return words[PLAIN]
    return {tag: words[tag] for tag in sorted(words, key=lambda tag: (tag != PLAIN, tag))}


def text_of(plain: str | dict[str, str]) -> Text:
    """Make a `Text` of words that are known to be good and in order, and are nobody else's."""
    text = object.__new__(Text)
    _SET_PLAIN(text, plain)
    return text


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Alias:
    """Another name of the same thing: a spelling, an abbreviation, a former name.

    Attributes:
        value: The name.
        lang: The language of the name: a BCP 47 tag such as 'ru'.
        kind: Why it stands beside the main name.
        when: The time in which a former name was valid, such as '2019-03-23/2022-09-19'.

    >>> import cstoevents as cs
    >>> cs.Alias(value="Nur-Sultan", kind="former", when="2019-03-23/2022-09-19").when.text
    '2019-03-23/2022-09-19'
    """

    value: str = field(metadata=holds(rules.TEXT))
    lang: str | None = field(default=None, metadata=holds(rules.LANGUAGE))
    kind: AliasKind | None = field(default=None, converter=Takes[AliasKind | str | None])
    when: When | None = field(default=None, converter=Takes[WhenLike | None])


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Identifier:
    """The name of the same thing in another system, as in Popolo.

    Attributes:
        scheme: The system, such as 'wikidata', 'geonames' or 'parlamentti.fi'.
        identifier: What the thing is called there, such as 'Q318693'.

    >>> import cstoevents as cs
    >>> cs.Identifier(scheme="wikidata", identifier="Q318693").identifier
    'Q318693'
    """

    scheme: str = field(metadata=holds(rules.SCHEME))
    identifier: str = field(metadata=holds(rules.TEXT))


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Source:
    """Where a statement comes from: a web address, a citation in words, or both.

    Attributes:
        url: Its web address, beginning with http:// or https://.
        citation: A citation in words, as in a list of literature.
        title: The title of the page or work.
        publisher: Who published it.
        published: The date on which it was published.
        retrieved: The date on which it was looked up.
        lang: The language it is in: a BCP 47 tag such as 'ru'.
        field: The name of the one field that it supports, where it isn't the whole record.

    >>> import cstoevents as cs
    >>> cs.Source(url="https://en.odkb-csto.org/", retrieved="2026-02").retrieved
    When('2026-02')
    """

    url: str | None = attrs.field(default=None, metadata=holds(rules.URL))
    citation: str | None = attrs.field(default=None, metadata=holds(rules.TEXT))
    title: str | None = attrs.field(default=None, metadata=holds(rules.TEXT))
    publisher: str | None = attrs.field(default=None, metadata=holds(rules.TEXT))
    published: When | None = attrs.field(default=None, converter=Takes[WhenLike | None])
    retrieved: When | None = attrs.field(default=None, converter=Takes[WhenLike | None])
    lang: str | None = attrs.field(default=None, metadata=holds(rules.LANGUAGE))
    field: str | None = attrs.field(default=None, metadata=holds(rules.TEXT))

    _across_fields: ClassVar[AcrossFields] = (OneGiven(("url", "citation"), or_more=True),)

    def __attrs_post_init__(self) -> None:
        if self.url is None:  # of all objects in a file most are sources, nearly all with one
            agree(self)


def sources_of(record: Any, path: str | None) -> tuple[Source, ...]:
    """Return the sources of a record that say what it has at a path: in one field or several.

    Without a path these are all that it has, for then the whole record is meant.
    """
    fields = {None, *map(field_at, path.split(", "))} if path else None
    return tuple(source for source in record.sources if not fields or source.field in fields)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Document:
    """A document of an event: an agenda, a decision, a declaration.

    Attributes:
        title: Its title, by language.
        kind: What sort of document it is.
        url: Its web address, beginning with http:// or https://.
        lang: The language of what the address leads to: a BCP 47 tag such as 'ru'.
        date: The date of the document itself.
        media_type: The form of what the address leads to, such as 'application/pdf'.

    >>> import cstoevents as cs
    >>> str(cs.Document(title="Declaration of the session", kind="declaration").title)
    'Declaration of the session'
    """

    title: Text = field(converter=Takes[TextLike])
    kind: DocumentKind | None = field(default=None, converter=Takes[DocumentKind | str | None])
    url: str | None = field(default=None, metadata=holds(rules.URL))
    lang: str | None = field(default=None, metadata=holds(rules.LANGUAGE))
    date: When | None = field(default=None, converter=Takes[WhenLike | None])
    media_type: str | None = field(default=None, metadata=holds(rules.MEDIA_TYPE))


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class SeriesEntry:
    """The place of an event in a series: its number there, and the label as printed.

    A number belongs to the pair of event and series, since a joint meeting has
    one in each.

    Attributes:
        series: The series: its id.
        number: The number of the event in it, such as 41.
        label: The number as printed, which may say what a number can't: 'XIX', '6 bis', '3-6'.

    >>> import cstoevents as cs
    >>> cs.SeriesEntry(series="wg-afghanistan", number=41, label="41st").number
    41
    """

    series: str = field(metadata=refers_to("Series"))
    number: int | None = field(default=None, metadata=holds(rules.NUMBER))
    label: str | None = field(default=None, metadata=holds(rules.TEXT))


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Reference:
    """What an event refers to: another event by id, or something described in words.

    Exactly one of ``event`` and ``description`` is given.

    Attributes:
        event: The event it refers to: its id.
        description: What it refers to, in words by language, where that has no record.
        body: The organisation that what is described belongs to: its id.
        number: The number that body gave to what is described, such as 78.
        label: That number as printed.
        when: The date of what is described.
        relation: How the two belong together.

    >>> import cstoevents as cs
    >>> cs.Reference(
    ...     description="Session of the General Assembly", body="un-ga", number=78,
    ...     relation="agenda-of",
    ... ).number
    78
    """

    event: str | None = field(default=None, metadata=refers_to("Event", "Meeting"))
    description: Text | None = field(default=None, converter=Takes[TextLike | None])
    body: str | None = field(default=None, metadata=refers_to("Organisation"))
    number: int | None = field(default=None, metadata=holds(rules.NUMBER))
    label: str | None = field(default=None, metadata=holds(rules.TEXT))
    when: When | None = field(default=None, converter=Takes[WhenLike | None])
    relation: ReferenceRelation | None = field(
        default=None, converter=Takes[ReferenceRelation | str | None]
    )

    _across_fields: ClassVar[AcrossFields] = (OneGiven(("event", "description")),)

    def __attrs_post_init__(self) -> None:
        if self.event is None or self.description is not None:  # nearly all name an event alone
            agree(self)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class Commemoration:
    """What an event commemorates, and which anniversary of it.

    Exactly one of ``event``, ``organisation`` and ``description`` is given.

    Attributes:
        event: The event that is commemorated: its id.
        organisation: The organisation whose founding is commemorated: its id.
        description: What is commemorated, in words by language, where that has no record.
        number: Which anniversary it is, such as 33 for the thirty-third.
        original: The date of what is commemorated, as the source states it.

    >>> import cstoevents as cs
    >>> cs.Commemoration(event="cst-1992", number=33, original="1992-05-15").number
    33
    """

    event: str | None = field(default=None, metadata=refers_to("Event", "Meeting"))
    organisation: str | None = field(default=None, metadata=refers_to("Organisation"))
    description: Text | None = field(default=None, converter=Takes[TextLike | None])
    number: int | None = field(default=None, metadata=holds(rules.COUNT))
    original: When | None = field(default=None, converter=Takes[WhenLike | None])

    _across_fields: ClassVar[AcrossFields] = (OneGiven(("event", "organisation", "description")),)

    def __attrs_post_init__(self) -> None:
        agree(self)


@explained
@attrs.frozen(kw_only=True, slots=True, repr=False, field_transformer=with_converters)
class About:
    """What a chronicle says of itself: what it is, as of which day, and on which terms.

    Nothing of it is required. What is still open at the end of the day `as_of` may
    have ended since, so answers for later days are "possibly" at most.

    Attributes:
        title: What it is called, by language.
        description: What is in it, in words by language.
        as_of: The day on which its knowledge ends, such as '2026-11-24': one day.
        version: The version of it, in the publisher's own manner of counting.
        licence: The terms of its use: an SPDX identifier such as 'CC-BY-4.0', or a web address.
        publisher: Who publishes it.
        url: Where it is published or described: its web address.
        language: The language that it is written in first of all: a BCP 47 tag such as 'en'.

    >>> import cstoevents as cs
    >>> cs.Chronicle(about=cs.About(title="Meetings of the club", as_of="2026-11-24")).about
    About(title='Meetings of the club', as_of='2026-11-24')
    """

    title: Text | None = field(default=None, converter=Takes[TextLike | None])
    description: Text | None = field(default=None, converter=Takes[TextLike | None])
    as_of: When | None = field(default=None, converter=Takes[WhenLike | None])
    version: str | None = field(default=None, metadata=holds(rules.TEXT))
    licence: str | None = field(default=None, metadata=holds(rules.LICENCE))
    publisher: str | None = field(default=None, metadata=holds(rules.TEXT))
    url: str | None = field(default=None, metadata=holds(rules.URL))
    language: str | None = field(default=None, metadata=holds(rules.LANGUAGE))

    _across_fields: ClassVar[AcrossFields] = (OneDay("as_of"),)

    def __attrs_post_init__(self) -> None:
        agree(self)

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self != _NOTHING

    def __or__(self, other: About) -> About:
        """Return what holds of two chronicles together.

        Of each field what either says, of title and description language by language.
        Where they differ, it is as of the earlier day, since that is the day until which
        both are known; it has no licence, since neither holds for all; all else is as here.

        >>> import cstoevents as cs
        >>> cs.About(title="A", as_of="2026-02-01") | cs.About(as_of="2025-12-31")
        About(title='A', as_of='2025-12-31')
        """
        both: dict[str, Any] = {
            made.name: getattr(self if getattr(self, made.name) is not None else other, made.name)
            for made in fields_of(About)
        }
        days = [about.as_of for about in (self, other) if about.as_of is not None]
        both["as_of"] = min(days, key=lambda day: day.sort_key, default=None)
        for name in ("title", "description"):
            mine, theirs = getattr(self, name), getattr(other, name)
            both[name] = {**theirs, **mine} if mine and theirs else mine or theirs
        if len({self.licence, other.licence} - {None}) > 1:
            both["licence"] = None
        return About(**both)


_NOTHING = About()

Value: TypeAlias = (
    About | Alias | Commemoration | Document | Identifier | Reference | SeriesEntry | Source
)
"""What records own, and a chronicle: one of the values, apart from texts and dates."""
