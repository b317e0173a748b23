"""Dates read from what people write: the inverse of everything that `in_words` writes.

A language's templates (`DatePatterns`) are read as they are written, and so are the
further ones that it lists for reading. Nothing is guessed: a text has all of its
readings found, in every language that is asked, and is a date if they are one and the
same. What a range says once is taken from its end ("23–24 February 1976"); a weekday
has to be that of the day.

How it works. Text and templates are brought into one plain form (`templates`), and what a text
lists becomes a range (`lists`). A template of a point becomes a pattern; a frame is three
literals, before, between and after its two ends, and is tried at every place where they stand.
No date in words is longer than `_LONGEST`, so that the time is bounded whatever the text.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

import attrs

from cstoevents.dates import When
from cstoevents.errors import WhenError, WordingError
from cstoevents.errors.arguments import member_of, of_type
from cstoevents.wording.figures import FigureOrder
from cstoevents.wording.language import PARTS_OF_MONTH, DatePatterns, language, languages
from cstoevents.wording.lists import Lists, kind_of
from cstoevents.wording.templates import (
    ROMAN,
    SLOTS,
    YEARS,
    compiled,
    in_plain_form,
    numbered,
    with_slots,
)
from cstoevents.wording.weeks import (
    NoSuchDateError,
    day_or_week,
    days_of_part,
    is_part_of_week,
    weeks_with,
)
from cstoevents.wording.words import any_of

DATE_IN_WORDS: Final = "a date in words, such as '5 November 2001'"
"""What is expected of a text that is none."""

_LONGEST: Final = 200


def from_words(text: str, lang: str | None = None, order: FigureOrder | None = None) -> When:
    """Return the date that words say: "5 November 2001", «май 2025 г.», "Q2 2025".

    Whatever `in_words` writes is read back as the same date, and other ways to write
    it besides: abbreviations, "June 15, 2001", "first half of 2026", a weekday in
    front, "between 2010 and 2015", "5 and 6 May 2024", "15.XII.1992". Figures alone are not
    words, save a year and a range of years.

    Args:
        text: the words.
        lang: the tag of the language that they are in; all that are known if None.
        order: the order of dates in figures among the words, such as "since 19.05.2025";
            without it none is read.

    Raises:
        WordingError: the words are no date, or more than one.
        ArgumentError: the language or the order is not one that is known.

    >>> import cstoevents as cs
    >>> cs.wording.from_words("23–24 February 1976").text
    '1976-02-23/1976-02-24'
    >>> cs.wording.from_words("I полугодие 2026").text, cs.wording.from_words("с 2023 года").text
    ('2026-40', '2023/..')
    >>> cs.wording.from_words("about 1998").text
    '1998~'
    """
    tags = languages() if lang is None else (language(lang).tag,)
    order = None if order is None else member_of(FigureOrder, order, "order")
    if len(of_type(str, text, "text", "a date in words")) > _LONGEST:
        raise WordingError(text, f"a date in words, of at most {_LONGEST} characters")
    found: set[When] = set()
    reasons: list[str] = []
    try:
        readings = {edtf for tag in tags for edtf in _readings(text, tag, order)}
    except NoSuchDateError as error:
        raise WordingError(text, str(error)) from None
    for edtf in sorted(readings):
        try:
            found.add(When(edtf))
        except WhenError as error:
            reasons.append(error.reason)
    if len(found) == 1:
        return found.pop()
    if found:
        dates = " or ".join(sorted(when.text for when in found))
        raise WordingError(text, f"words for one date, not for {dates}")
    if reasons:
        raise WordingError(text, f"a date that exists: {reasons[0]}")
    raise WordingError(text, DATE_IN_WORDS)


def ends_in_words(plain: str) -> Iterator[tuple[str | None, str | None]]:
    """Return what can be the ends of a range of anything, of words in plain form.

    >>> from cstoevents.wording.reading import ends_in_words
    >>> list(ends_in_words("from 10:00 to 12:30"))
    [('10:00', '12:30'), ('from 10:00', '12:30'), ('10:00 to 12:30', None)]
    """
    found: dict[tuple[str | None, str | None], None] = {}
    for frame in (frame for tag in languages() for frame in _recogniser(tag, None).frames):
        before, between, after = frame.literals
        within = plain[len(before) : len(plain) - len(after)]
        if not within or plain != f"{before}{within}{after}":
            continue
        if frame.name == "closed":
            for place in re.finditer(re.escape(between), within):
                found[within[: place.start()], within[place.end() :]] = None
        elif frame.name in ("ongoing", "no start"):
            found[(within, None) if frame.name == "ongoing" else (None, within)] = None
    yield from found


_PART_OF_YEAR: Final = re.compile(
    r"(?P<part>(?!0000)[0-9]{4}-(?:3[3-9]|4[01]))(?P<rest>\D*)"
).fullmatch


def as_end(edtf: str, which: Literal["start", "end"]) -> str:
    """Return a date as an end of a range: of quarters and halves EDTF has none, but of months.

    >>> from cstoevents.wording.reading import as_end
    >>> as_end("2025-34", "start"), as_end("2026-40~", "end"), as_end("2025-05", "start")
    ('2025-04', '2026-06~', '2025-05')
    """
    match = _PART_OF_YEAR(edtf)
    if match is None:
        return edtf
    part = When(match["part"])
    day = part.earliest if which == "start" else part.latest
    return edtf if day is None else f"{day.isoformat()[:7]}{match['rest']}"


# What a language recognises

_Literals: TypeAlias = tuple[str, str, str]
"""What stands before, between and after the two ends of a frame."""

_EDTF_OF_FRAME: Final = {
    "closed": "{start}/{end}",
    "ongoing": "{start}/..",
    "end unknown": "{start}/",
    "no start": "../{end}",
    "start unknown": "/{end}",
    "one of": "[{start}..{end}]",
    "one from": "[{start}..]",
    "one up to": "[..{end}]",
    "before": "[..{end}]",
    "after": "[{start}..]",
    "week of": "{start}",
    "week from": "{start}",
}


class _Frame(NamedTuple):
    """A frame with its literals, and which of its ends it makes approximate."""

    name: str
    literals: _Literals
    start_about: bool = False
    end_about: bool = False


@attrs.frozen(slots=True)
class _Recogniser:
    """All that a language recognises, in plain form."""

    months: Mapping[str, int]
    subyears: Mapping[str, int]
    parts_of_month: Mapping[str, int]
    weekdays: Mapping[str, int]
    points: tuple[re.Pattern[str], ...]
    partial: tuple[re.Pattern[str], ...]
    frames: tuple[_Frame, ...]
    about: tuple[tuple[str, str], ...]
    uncertain: tuple[str, ...]
    before: tuple[str, ...]
    unknown: Mapping[str, str]
    respelled: tuple[tuple[str, str], ...]
    year_words: tuple[str, ...]
    lists: Lists


# Dates in figures, as points and without the year: by the order in which they are read.
_IN_FIGURES: Final[Mapping[FigureOrder | None, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    None: ((), ()),
    FigureOrder.DAY_FIRST: (
        ("{day}.{figure}.{year}", "{day}/{figure}/{year}", "{figure}.{year}", "{figure}/{year}"),
        ("{day}.{figure}", "{day}/{figure}"),
    ),
    FigureOrder.MONTH_FIRST: (("{figure}/{day}/{year}", "{figure}/{year}"), ("{figure}/{day}",)),
    FigureOrder.YEAR_FIRST: (
        ("{year}.{figure}.{day}", "{year}/{figure}/{day}", "{year}.{figure}"),
        (),
    ),
}
_ISO: Final = ("{year}-{figure}-{day}", "{year}-{figure}")
_ISO_WEEKS: Final = ("{year}-w{week}", "{year}-w{week}-{weekday}", "{year}w{week}")
# A month in Roman figures is one only beside a day: "15.XII.1992".
_IN_ROMAN: Final = (
    "{day}.{roman} {year}",
    "{day} {roman} {year}",
    "{day}-{roman}-{year}",
    "{day}/{roman}/{year}",
)


@functools.cache
def _recogniser(tag: str, order: FigureOrder | None) -> _Recogniser:
    spoken = language(tag)
    patterns = spoken.dates
    months = numbered(
        (number, (*forms, *also))
        for number, (forms, also) in enumerate(
            zip(patterns.months, patterns.also_months, strict=True), 1
        )
    )
    subyears = numbered(
        (code, (*forms, *patterns.also_subyears.get(code, ())))
        for code, forms in patterns.subyears.items()
    )
    parts_of_month = numbered(enumerate(patterns.parts_of_month))
    ending = any_of(map(in_plain_form, spoken.ordinal_endings))
    day = rf"(?:0?[1-9]|[1-3][0-9])(?:-?{ending})?"
    slots = {
        **YEARS,
        "day": day,
        "last_day": day,
        "month": any_of(months),
        "figure": "0?[1-9]|1[0-2]",
        "roman": any_of(ROMAN),
        "subyear": any_of(subyears),
        "part_of_month": any_of(parts_of_month),
        "part": rf"[1-4](?:-?{ending})?|{any_of(ROMAN[:4])}",
        "week": rf"(?:0?[1-9]|[1-4][0-9]|5[0-3])(?:-?{ending})?",
        "weekday": "[1-7]",
    }
    in_figures, partly_in_figures = _IN_FIGURES[order]
    points = [form for forms in patterns.point_templates.values() for form in forms]
    points += (*in_figures, *(_ISO if order else ()), *_IN_ROMAN, *_ISO_WEEKS)
    partial = ("{day}", "{month}", "{subyear}", "{part}", patterns.day_without_year)
    return _Recogniser(
        months=months,
        subyears=subyears,
        parts_of_month=parts_of_month,
        weekdays=numbered(enumerate(patterns.weekdays)),
        points=compiled((*points, *patterns.also_point_templates, *patterns.also_days), slots),
        partial=compiled((*partial, *patterns.also_days_without_year, *partly_in_figures), slots),
        frames=tuple(dict.fromkeys(_frames(patterns))),
        about=_abouts(patterns),
        uncertain=tuple(map(in_plain_form, (patterns.uncertain, *patterns.also_uncertain))),
        before=tuple(sorted(map(in_plain_form, patterns.also_prepositions), key=len, reverse=True)),
        unknown={
            in_plain_form(words): what
            for what, words in sorted(patterns.unknown.items(), key=lambda item: -len(item[1]))
        },
        respelled=tuple(
            (in_plain_form(usual), in_plain_form(regular)) for regular, usual in spoken.respellings
        ),
        year_words=tuple(sorted(map(in_plain_form, spoken.year_words), key=len, reverse=True)),
        lists=Lists.of(patterns, months, subyears, ending),
    )


def _frames(patterns: DatePatterns) -> Iterator[_Frame]:
    years = patterns.years.format(first="{start}", last="{end}")
    for name, template in (
        ("closed", "{start}-{end}"),
        ("closed", years),
        *patterns.interval_templates.items(),
    ):
        yield from _with_about(name, template, patterns.about_in_interval)
    for name, templates in patterns.also_interval_templates.items():
        for template in templates:
            yield from _with_about(name, template, patterns.about_in_interval)


def _with_about(name: str, template: str, about: str) -> Iterator[_Frame]:
    """Return a frame without and with the word that makes its start, end or both approximate."""
    starts, ends = (
        (False, True) if f"{{{end}_about}}" in template else (False,) for end in ("start", "end")
    )
    for start, end in itertools.product(starts, ends):
        words = template.replace("{start_about}", about if start else "")
        words = words.replace("{end_about}", about if end else "")
        yield _Frame(name, _literals(words), start, end)


def _literals(template: str) -> _Literals:
    plain = with_slots(template)
    before, start, rest = plain.partition(SLOTS["start"])
    if not start:
        before, _, after = plain.partition(SLOTS["end"])
        return before, "", after
    between, end, after = rest.partition(SLOTS["end"])
    return (before, between, after) if end else (before, "", between)


def _abouts(patterns: DatePatterns) -> tuple[tuple[str, str], ...]:
    """Return what may stand before and after what is approximate."""
    templates = [re.sub(r"\{\w+\}", SLOTS["start"], patterns.about)]
    templates += [f"{word} {SLOTS['start']}" for word in patterns.also_about]
    templates += [f"{sign}{blank}{SLOTS['start']}" for sign in "~≈" for blank in ("", " ")]
    templates.append(f"{patterns.about_in_interval}{SLOTS['start']}")
    found = (in_plain_form(template).partition(SLOTS["start"]) for template in templates)
    return tuple(dict.fromkeys((before, after) for before, _, after in found))


# Reading


@attrs.frozen(slots=True)
class _Point:
    """A point of time in words: the figures that it has, and what is said of it."""

    figures: Mapping[str, int]
    weekday: int | None = None
    about: bool = False
    uncertain: bool = False
    unknown: str | None = None

    @property
    def is_plain(self) -> bool:
        return not (self.about or self.uncertain or self.unknown)


@functools.lru_cache(maxsize=1024)  # a sheet asks of each cell several times
def _readings(text: str, tag: str, order: FigureOrder | None) -> frozenset[str]:
    """Return every date that the words can be in a language, as EDTF."""
    return frozenset(_each_reading(text, _recogniser(tag, order)))


def _each_reading(text: str, known: _Recogniser) -> Iterator[str]:
    for listed, is_choice in known.lists.as_ranges(text):
        for edtf in _of_plain(f"{in_plain_form(listed)} ", known):
            yield f"[{edtf.replace('/', '..')}]" if is_choice else edtf


def _of_plain(plain: str, known: _Recogniser) -> Iterator[str]:
    for usual, regular in known.respelled:
        plain = plain.replace(f"{usual} ", f"{regular} ")
    plain = plain.strip()
    for point in _points(plain, known):
        yield from _edtf(point, known)
    for frame in known.frames:
        yield from _in_frame(plain, frame, known)


def _in_frame(text: str, frame: _Frame, known: _Recogniser) -> Iterator[str]:
    before, between, after = frame.literals
    within = text[len(before) : len(text) - len(after)]
    if not within or text != f"{before}{within}{after}":
        return
    template = _EDTF_OF_FRAME[frame.name]
    if frame.name in ("week of", "week from"):
        yield from _weeks_of(within, known, is_first=frame.name == "week from")
    elif not between:
        yield from _with_one_end(within, frame, known)
    else:
        for start, end in _ends(within, frame, known):
            for first, last in itertools.product(_edtf(start, known), _edtf(end, known)):
                yield template.format(start=as_end(first, "start"), end=as_end(last, "end"))


def _with_one_end(text: str, frame: _Frame, known: _Recogniser) -> Iterator[str]:
    template = _EDTF_OF_FRAME[frame.name]
    name: Literal["start", "end"] = "start" if "{start}" in template else "end"
    at_end = _beyond if frame.name in ("before", "after") else as_end
    for point in _in_place(text, known, about=frame.start_about or frame.end_about):
        for edtf in _edtf(point, known):
            end = at_end(edtf, name)
            if end:
                yield template.format(**{name: end})


def _beyond(edtf: str, which: Literal["start", "end"]) -> str | None:
    """Return the day, month or year next to one: before it for an end, after it for a start."""
    when = When(as_end(edtf, "end" if which == "start" else "start"))
    first, last, length = when.earliest, when.latest, len(when.text)
    if not (first and last) or when.qualifier or "X" in when.text:
        return None
    try:
        beyond = first - _ONE_DAY if which == "end" else last + _ONE_DAY
    except OverflowError:
        return None
    return beyond.isoformat()[:length]


_ONE_DAY: Final = dt.timedelta(days=1)


def _weeks_of(within: str, known: _Recogniser, *, is_first: bool) -> Iterator[str]:
    """Return the week that a day begins, or lies in, and the days that are said to be one.

    It begins it if words say that it ``is_first``.
    """
    frames = (frame for frame in known.frames if frame.name == "closed")
    ranges = (edtf for frame in frames for edtf in _in_frame(within, frame, known))
    yield from filter(is_part_of_week, ranges)
    for point in _in_place(within, known, about=False):
        if point.is_plain and "day" in point.figures:
            for edtf in _edtf(point, known):
                yield from itertools.islice(weeks_with(edtf), 1 if is_first else None)


def _ends(within: str, frame: _Frame, known: _Recogniser) -> Iterator[tuple[_Point, _Point]]:
    """Return the two ends of a range wherever what stands between them stands."""
    between = frame.literals[1]
    for found in re.finditer(re.escape(between), within):
        ends = _in_place(within[found.end() :], known, about=frame.end_about)
        starts = _in_place(within[: found.start()], known, about=frame.start_about)
        for start, end in itertools.product(starts, ends):
            completed = _completed(start, end)
            # What is said before "1998-2000" may be said of the first year or of both.
            told_apart = between != "-" or (start.is_plain and end.is_plain)
            if completed and told_apart:
                yield completed, end


def _in_place(text: str, known: _Recogniser, *, about: bool) -> list[_Point]:
    """Return the points that an end of a frame can be, none of them a range itself."""
    points = [point for point in _points(text, known) if not point.figures.keys() & _OF_RANGES]
    if not about:
        return points
    return [attrs.evolve(point, about=True) for point in points if not point.about]


_OF_RANGES: Final = {"last_day", "week", "part_of_month"}


def _completed(start: _Point, end: _Point) -> _Point | None:
    """Return the start of a range with what is said once, at the end of it; None if it can't be."""
    if start.figures.keys() & {"year", "first"}:
        return start
    finest = next((name for name in ("day", "month", "subyear") if name in end.figures), None)
    if finest == "subyear" and start.figures.keys() == {"part"}:
        kind = kind_of(end.figures["subyear"])
        if kind is None:  # nobody numbers seasons
            return None
        start = attrs.evolve(start, figures={"subyear": kind.start + start.figures["part"] - 1})
    if finest not in start.figures or not start.figures.keys() < end.figures.keys():
        return None
    return attrs.evolve(start, figures={**end.figures, **start.figures})


def _points(text: str, known: _Recogniser) -> Iterator[_Point]:
    """Return every point of time that words can be, whole or to be completed by an end."""
    rest, uncertain = _without_end(text.removesuffix("?").strip(), known.uncertain)
    rest, unknown = _without_end(rest, known.unknown)
    said = _Point({}, uncertain=bool(uncertain) or text.endswith("?"))
    if unknown:
        said = attrs.evolve(said, unknown=known.unknown[unknown])
    rest, said = _without_beginnings(rest, said, known)
    bare, _ = _without_end(rest, known.year_words)
    for pattern in (*known.points, *known.partial):
        found = pattern.fullmatch(rest) or pattern.fullmatch(bare)
        if found:
            yield attrs.evolve(said, figures=_figures(found.groupdict(), known))


def _figures(groups: Mapping[str, str], known: _Recogniser) -> dict[str, int]:
    names = {
        "month": known.months,
        "subyear": known.subyears,
        "part_of_month": known.parts_of_month,
    }
    figures = {
        slot: names[slot][text] if slot in names else _number(text) for slot, text in groups.items()
    }
    month = next((figures.pop(slot) for slot in ("figure", "roman") if slot in figures), None)
    return figures if month is None else {**figures, "month": month}


def _number(text: str) -> int:
    """Return the figures that an ordinal begins with, or a Roman one."""
    if text in ROMAN:
        return ROMAN.index(text) + 1
    return int(re.split("[^0-9]", text, maxsplit=1)[0])


def _without_end(text: str, words: Iterable[str]) -> tuple[str, str | None]:
    for word in words:
        if text.endswith(f" {word}"):
            return text.removesuffix(f" {word}"), word
    return text, None


def _without_beginnings(text: str, said: _Point, known: _Recogniser) -> tuple[str, _Point]:
    """Remove what may stand before a point, in this order."""
    for word in (*known.before, *known.uncertain):
        if text.startswith(f"{word} "):
            text = text.removeprefix(f"{word} ")
            said = attrs.evolve(said, uncertain=said.uncertain or word in known.uncertain)
    for before, after in known.about:
        if text.startswith(before) and text.endswith(after) and len(text) > len(before + after):
            text = text[len(before) : len(text) - len(after)].strip()
            text = next(
                (
                    text.removeprefix(f"{word} ")
                    for word in known.before
                    if text.startswith(f"{word} ")
                ),
                text,
            )
            said = attrs.evolve(said, about=True)
            break
    words = text.split()
    days = [word for word in words if word in known.weekdays]
    if len(days) == 1 and len(words) > 1:
        words.remove(days[0])
        return " ".join(words), attrs.evolve(said, weekday=known.weekdays[days[0]])
    return text, said


def _edtf(point: _Point, known: _Recogniser) -> Iterator[str]:
    """Return a point as EDTF, if it is whole; a range of days within a month as its two ends."""
    figures = point.figures
    if figures.keys() & _OF_RANGES:
        days = _days(point, known) if point.is_plain else None
        if days:
            yield days
        return
    text = _text_of(figures)
    if text is None or (point.unknown and (point.unknown == "day") is not ("month" in figures)):
        return
    if point.weekday is not None and not _is_weekday(text, point, known):
        return
    text += {None: "", "month and day": "-XX-XX"}.get(point.unknown, "-XX")
    yield text + {(False, False): "", (True, False): "~", (False, True): "?"}.get(
        (point.about, point.uncertain), "%"
    )


def _days(point: _Point, known: _Recogniser) -> str | None:
    """Return days within a month, or a week, as EDTF."""
    figures, text = point.figures, _text_of(point.figures)
    if text is None:
        return None
    if "last_day" in figures:
        is_right = point.weekday is None or _is_weekday(text, point, known)
        return f"{text}/{_text_of({**figures, 'day': figures['last_day']})}" if is_right else None
    if point.weekday is not None:
        return None
    if "week" in figures:
        return day_or_week(figures["year"], figures["week"], figures.get("weekday"))
    return days_of_part(*PARTS_OF_MONTH[figures["part_of_month"]], text)


def _text_of(figures: Mapping[str, int]) -> str | None:
    if "first" in figures:
        first, last = f"{figures['first']:04}", f"{figures.get('last', 0):04}"
        if "last" not in figures:
            return f"{first[:3]}X" if first.endswith("0") else None
        return f"{first[:2]}XX" if (first[2:], last) == ("00", f"{first[:2]}99") else None
    if "year" not in figures:
        return None
    parts = (f"-{figures[name]:02}" for name in ("month", "subyear", "day") if name in figures)
    return f"{figures['year']:04}{''.join(parts)}"


def _is_weekday(text: str, point: _Point, known: _Recogniser) -> bool:
    """Whether a day is the weekday that stands before it; one that is another is refused."""
    try:
        weekday = dt.date.fromisoformat(text).weekday()
    except ValueError:  # no day, or no such day: that has its own refusal
        return "day" in point.figures
    if weekday != point.weekday:
        name = next(name for name, number in known.weekdays.items() if number == weekday)
        raise NoSuchDateError(f"the day's own weekday: {text} is {name!r}")
    return True
