"""Tables of every view: what stands in which cell, in which language, and that it stays there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import attrs
import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import cstoevents as cs
from cstoevents.formats.tables.writing import visible

CSTO = cs.load()
LATIN = re.compile("[A-Za-z]")

MINSK = cs.Place(id="minsk", name={"en": "Minsk", "ru": "Минск"}, kind="city")
BODY = cs.Organisation(id="body", name={"en": "The body", "ru": "Орган"}, kind="organ")
PERSON = cs.Official(id="person", name={"en": "A. Person", "ru": "А. Человек"})
SERIES = cs.Series(id="talks", name={"en": "Talks", "ru": "Переговоры"}, first_number=1)


def talks(id: str, number: int | None = None, **more: Any) -> cs.Meeting:
    entries = [cs.SeriesEntry(series="talks", number=number)]
    title = {"en": f"Talks {id}", "ru": f"Переговоры {id.upper().translate({65: 1040})}"}
    return cs.Meeting(id=id, kind="talks", title=title, entries=entries, **more)


def numbered(*meetings: cs.Meeting, series: cs.Series = SERIES) -> cs.NumberedSeries:
    return cs.Chronicle(series, MINSK, meetings).numbered("talks")


def test_a_timeline_has_dates_in_words_places_by_name_and_marks() -> None:
    chronicle = cs.Chronicle(
        MINSK,
        SERIES,
        talks("a", when="2025-05-12", place="minsk"),
        talks("b", when="2025-05", status="postponed"),
    )
    shown = cs.table(chronicle.timeline().during("2025-05-12"), chronicle)
    assert shown.columns == ("Date", "Event", "Place", "")
    assert set(shown.rows) == {
        ("12 May 2025", "Talks a", "Minsk", ""),
        ("May 2025", "Talks b", "", "possibly, postponed"),
    }


def test_a_timeline_knows_the_names_of_the_chronicle_that_gave_it() -> None:
    chronicle = cs.Chronicle(MINSK, SERIES, talks("a", when="2025-05-12", place="minsk"))
    assert cs.table(chronicle.timeline()).rows == cs.table(chronicle.timeline(), chronicle).rows
    loose = cs.Timeline([talks("a", when="2025-05-12", place="minsk")])
    assert cs.table(loose).rows[0][2] == "minsk"


def test_anniversaries_say_by_how_much_they_were_moved() -> None:
    found = CSTO.anniversaries("2025-05-15")
    treaty = next(row for row in cs.table(found, CSTO).rows if "15 May 1992" in row)
    assert "12 May 2025 (3 days early)" in treaty[4]
    treaty = next(row for row in cs.table(found, CSTO, lang="ru").rows if "15 мая 1992 года" in row)
    assert "12 мая 2025 года (на 3 дня раньше)" in treaty[4]


@pytest.mark.parametrize(
    ("day", "english", "russian"),
    [
        ("2025-05-16", "1 day late", "на 1 день позже"),
        ("2025-05-13", "2 days early", "на 2 дня раньше"),
        ("2025-05-20", "5 days late", "на 5 дней позже"),
        ("2025-05-27", "12 days late", "на 12 дней позже"),
        ("2025-06-05", "21 days late", "на 21 день позже"),
    ],
)
def test_days_are_counted_as_each_language_counts(day: str, english: str, russian: str) -> None:
    treaty = cs.Event(id="treaty", kind="signing", title="Treaty", when="1992-05-15")
    observed = cs.Event(
        id="feast",
        kind="commemoration",
        title="Feast",
        when=day,
        commemoration=cs.Commemoration(event="treaty", number=33),
    )
    found = cs.Chronicle(treaty, observed).anniversaries("2025-05-15", kinds=["signing"])
    assert english in cs.table(found).rows[0][4]
    assert russian in cs.table(found, lang="ru").rows[0][4]


def test_an_anniversary_that_only_may_fall_there_is_marked() -> None:
    signed = cs.Event(id="pact", kind="signing", title="Pact", when="1992-05")
    rows = cs.table(cs.Chronicle(signed).anniversaries("2025-05-15")).rows
    assert [row[-1] for row in rows] == ["possibly"]


def test_a_founding_is_called_one() -> None:
    body = attrs.evolve(BODY, founded="2002-10-07")
    rows = cs.table(cs.Chronicle(body).anniversaries("2027-10-07"), lang="ru").rows
    assert rows[0][1:3] == ("25-я", "Орган (основание)")


def test_a_sequence_shows_its_gaps_in_place_with_what_they_may_be() -> None:
    shown = cs.table(
        numbered(
            talks("a", 1, when="2020-01-01"),
            talks("c", when="2020-06-15", place="minsk"),
            talks("b", 3, when="2021-01-01", status="scheduled"),
            talks("d", 4, when="2022-01-01"),
        )
    )
    assert shown.columns == ("No.", "Date", "Event", "Place", "")
    assert [row[0] for row in shown.rows] == ["1", "2", "", "3", "4"]
    missing = shown.rows[1]
    assert missing[1].startswith("a day between 2 January 2020 and")
    assert missing[2] == "— missing — perhaps 15 June 2020"
    assert shown.rows[3][-1] == "scheduled"


def test_a_member_without_a_date_shows_its_window_or_that_nothing_is_known() -> None:
    between = numbered(
        talks("a", 1, when="2020-01-01"), talks("b", 2), talks("c", 3, when="2020-01-03")
    )
    assert cs.table(between).rows[1][1] == "2 January 2020"
    alone = cs.table(numbered(talks("a", 1)), lang="ru")
    assert alone.rows == (("1", "неизвестно", "Переговоры А", "", ""),)


def test_members_whose_dates_contradict_their_numbers_are_marked() -> None:
    rows = cs.table(
        numbered(
            talks("a", 1, when="2020-01-01"),
            talks("b", 2, when="2025-01-01"),
            talks("c", 3, when="2021-01-01"),
            talks("d", 4, when="2022-01-01"),
        )
    ).rows
    assert [row[-1] for row in rows] == ["", "out of order", "", ""]


def test_a_series_without_numbers_has_no_column_for_them() -> None:
    series = cs.Series(id="talks", name="Talks", numbering="unnumbered")
    entered = [talks("a", when="2020-01-01"), talks("b", when="2021-01-01")]
    shown = cs.table(numbered(*entered, series=series))
    assert shown.columns == ("Date", "Event", "Place", "")
    assert [row[1] for row in shown.rows] == ["Talks a", "Talks b"]


def test_a_slip_in_a_number_makes_one_row_and_not_a_million() -> None:
    sequence = numbered(
        talks("a", 2, when="2020-01-01"),
        talks("b", 5, when="2021-01-01"),
        talks("c", when="2021-06-01"),
        talks("d", 500_000_000, when="2022-01-01"),
    )
    rows = cs.table(sequence).rows
    assert [row[0] for row in rows] == ["1", "2", "3–4", "5", "", "6–499999999", "500000000"]
    assert [row[2] for row in rows if "–" in row[0]] == ["— missing —", "— missing —"]


def test_terms_have_posts_dates_and_standings() -> None:
    memberships = [
        cs.Membership(
            member="person",
            organisation="body",
            role="deputy-secretary-general",
            status="acting",
            when="2020/2021",
        ),
        cs.Membership(member="person", organisation="body", role="chair", seen=["2022-03-01"]),
        cs.Membership(member="person", organisation="body", role="envoy", label="Envoy at large"),
        cs.Membership(member="person", organisation="body", role="chief-of-nothing"),
    ]
    chronicle = cs.Chronicle(BODY, PERSON, memberships)
    shown = {row[2]: row for row in cs.table(chronicle.posts("person"), chronicle).rows}
    assert set(shown) == {
        "deputy secretary general",
        "chair",
        "Envoy at large",
        "chief of nothing",
    }
    assert shown["deputy secretary general"][4:] == ("2020–2021", "acting")
    assert shown["chair"][4] == "seen 1 March 2022"
    assert shown["Envoy at large"][4] == "unknown"
    russian = cs.table(chronicle.posts("person"), chronicle, lang="ru").rows
    assert {row[2] for row in russian} >= {"заместитель генерального секретаря", "председатель"}
    assert {row[0] for row in russian} == {"А. Человек"}


def test_a_term_that_only_may_cover_the_day_is_marked() -> None:
    membership = cs.Membership(member="person", organisation="body", role="chair", when="2020/2021")
    chronicle = cs.Chronicle(BODY, PERSON, membership)
    assert cs.table(chronicle.posts("person", on="2021-06-01")).rows[0][-1] == "possibly"


def test_participants_are_named_or_described() -> None:
    event = cs.Event(id="visit", kind="visit", title="Visit")
    parts = [
        cs.Participation(event="visit", official="person", role="head", on_behalf_of="body"),
        cs.Participation(event="visit", description={"en": "experts", "ru": "эксперты"}),
    ]
    chronicle = cs.Chronicle(event, BODY, PERSON, parts)
    shown = cs.table(chronicle.participants("visit"), chronicle, lang="ru")
    assert shown.columns == ("Кто", "Роль", "Должность", "От имени")
    assert set(shown.rows) == {
        ("А. Человек", "глава делегации", "", "Орган"),
        ("эксперты", "", "", ""),
    }


def test_findings_say_how_much_they_matter() -> None:
    finding = cs.checks.Finding(
        rule="number-order", severity="error", records=["a", "b"], found="1", expected="2"
    )
    assert cs.table([finding]).rows == (("error", "number-order", "a, b", "1", "2"),)
    assert cs.table([finding], lang="ru").rows[0][0] == "ошибка"


@pytest.mark.parametrize("view", ["timeline", "terms", "events"])
def test_nothing_makes_an_empty_table(view: str) -> None:
    empty = cs.Chronicle().timeline() if view == "timeline" else []
    assert cs.table(empty).rows == ()
    assert cs.formats.to_html(empty).count("<tr>") == 1
    assert len(cs.to_markdown(empty).splitlines()) == (2 if view == "timeline" else 0)


def test_hits_and_records_are_tables_by_id() -> None:
    """The matched text stands there where it isn't the name."""
    place = cs.Place(
        id="astana", name="Astana", kind="city", aliases=[cs.Alias(value="Nur-Sultan")]
    )
    chronicle = cs.Chronicle(place, cs.Official(id="nur", name="Nur"))
    assert cs.table(chronicle.search("astana")).rows == (("astana", "Place", "Astana", ""),)
    found = cs.table(chronicle.search("sultan"), lang="ru")
    assert found.rows == (("astana", "Место", "Astana", "Nur-Sultan"),)
    assert cs.table(chronicle.places).rows == (("astana", "Astana", "city"),)
    assert [row[0] for row in cs.table(list(chronicle)).rows] == ["astana", "nur"]


def test_ids_are_a_first_column_where_they_are_wanted() -> None:
    event = cs.Event(id="a", kind="visit", title="A visit", when="2025")
    shown = cs.table(cs.Timeline([event]), ids=True)
    assert (shown.columns[0], shown.rows[0][0]) == ("Id", "a")
    assert cs.table(cs.Timeline([event])).rows[0] == shown.rows[0][1:]


@pytest.mark.parametrize("thing", [1, "text", b"bytes", None, [1], [SERIES, 1]])
def test_what_is_no_view_is_refused(thing: Any) -> None:
    with pytest.raises(cs.errors.ArgumentTypeError, match="expected a timeline, anniversaries"):
        cs.table(thing)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(cs.ArgumentError, match="one of 'en', "):
        cs.table(cs.Chronicle().timeline(), lang="de")


def test_a_row_of_another_length_than_the_header_is_refused() -> None:
    with pytest.raises(cs.RecordError, match="a row of 2 cells"):
        cs.Table(("a", "b"), (("1", "2"), ("3",)))


class TestRussian:
    """A table in Russian has no English word of ours in it."""

    @pytest.mark.parametrize("status", [*cs.records.EventStatus])
    def test_of_event_statuses(self, status: cs.records.EventStatus) -> None:
        events = [talks("a", 1, when="2020", status=status)]
        shown = cs.table(cs.Timeline(events).during("2020-01-01"), lang="ru")
        assert not LATIN.search(" ".join([*shown.columns, *shown.rows[0]]))
        shown = cs.table(numbered(*events), lang="ru")
        assert not LATIN.search(" ".join([*shown.columns, *shown.rows[0]]))

    @pytest.mark.parametrize("status", [*cs.records.MembershipStatus])
    def test_of_standings(self, status: cs.records.MembershipStatus) -> None:
        membership = cs.Membership(
            member="person", organisation="body", role="chair", status=status, seen=["2020"]
        )
        chronicle = cs.Chronicle(BODY, PERSON, membership)
        shown = cs.table(chronicle.posts("person", "2020-01-01"), chronicle, lang="ru")
        assert not LATIN.search(" ".join([*shown.columns, *shown.rows[0]]))

    @pytest.mark.parametrize("role", [*cs.records.ParticipationRole])
    def test_of_roles(self, role: cs.records.ParticipationRole) -> None:
        part = cs.Participation(event="visit", official="person", role=role)
        shown = cs.table([part], cs.Chronicle(PERSON), lang="ru")
        assert not LATIN.search(" ".join([*shown.columns, *shown.rows[0]]))

    @pytest.mark.parametrize("severity", [*cs.checks.Severity])
    def test_of_severities(self, severity: cs.checks.Severity) -> None:
        finding = cs.checks.Finding(
            rule="r", severity=severity, records=[], found="1", expected="2"
        )
        shown = cs.table([finding], lang="ru")
        assert not LATIN.search(" ".join([*shown.columns, shown.rows[0][0]]))

    def test_of_gaps_and_anniversaries(self) -> None:
        gappy = numbered(
            talks("a", 2, when="2020-01-01"),
            talks("b", 9, when="2019-01-01"),
            talks("c", when="2019-06"),
        )
        for view in (gappy, CSTO.anniversaries("2025-05-15")):
            shown = cs.table(view, CSTO, lang="ru")
            ours = [*shown.columns, *(cell for row in shown.rows for cell in (row[:2] + row[3:]))]
            assert not LATIN.search(" ".join(ours))


# Cells that can't leave their place

CELLS = st.text(
    st.one_of(st.sampled_from("|\\`*_[]()<>#~&;!-+.:\"' \n\t\r\x1b\x02\x03"), st.characters()),
    max_size=30,
)


@st.composite
def tables(draw: st.DrawFn, fewest_rows: int = 0) -> cs.Table:
    width = draw(st.integers(1, 4))
    row = st.tuples(*[CELLS] * width)
    # A header of blanks alone is none for readers of Markdown.
    columns = draw(row.filter(lambda cells: any(map(visible, cells))))
    return cs.Table(columns, tuple(draw(st.lists(row, min_size=fewest_rows, max_size=3))))


class Cells(HTMLParser):
    """The rows of the one table of a page; anything else inside a cell is an intruder."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.caption = ""
        self.intruders: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif tag not in ("table", "thead", "tbody", "caption"):
            self.intruders.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data
        elif self.lasttag == "caption" and not self.rows:
            self.caption += data.rstrip("\n")
        elif data.strip():
            self.intruders.append(data)

    def handle_comment(self, data: str) -> None:
        self.intruders.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def as_seen(table: cs.Table) -> list[list[str]]:
    return [[visible(cell) for cell in row] for row in (table.columns, *table.rows)]


@given(tables())
@example(cs.Table(("<script>", "a"), (("</td><td>", "&lt;"), ("<!--", "-->"))))
def test_any_text_stays_in_its_cell_in_html(table: cs.Table) -> None:
    read = Cells(cs.formats.to_html(table))
    assert (read.rows, read.intruders) == (as_seen(table), [])


def by_python_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=["tables"])


def by_markdown_it(text: str) -> str:
    """GitHub's dialect, by a reader that shares no code with the other."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


@pytest.mark.parametrize("read", [by_python_markdown, by_markdown_it])
# Without rows one of them makes up an empty one.
@given(table=tables(fewest_rows=1))
@example(table=cs.Table(("a|b", "a\\|b", "\\"), (("`a|b`", "``", "`"), ("**a**", "_b_", "[c](d)"))))
@example(table=cs.Table(("<b>", "&amp;", "&#38;"), (("<http://a.b>", "![a](b)", "<a@b.c>"),)))
@example(table=cs.Table(("---", "-"), ((":-:", "# 1"), ("~~a~~", "http://a.b"))))
def test_any_text_stays_in_its_cell_in_markdown(
    read: Callable[[str], str], table: cs.Table
) -> None:
    cells = Cells(read(cs.to_markdown(table)))
    # Readers trim more kinds of blanks than we do.
    assert [[cell.strip() for cell in row] for row in cells.rows] == [
        [cell.strip() for cell in row] for row in as_seen(table)
    ]
    assert cells.intruders == []


@given(CELLS)
def test_no_control_character_is_left(text: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", visible(text))


# Notebooks


class Formatter:
    def __init__(self) -> None:
        self.functions: dict[type, Any] = {}

    def for_type(self, cls: type, function: Any) -> None:
        self.functions[cls] = function


class Shell:
    """As much of IPython's shell as an extension touches."""

    def __init__(self) -> None:
        self.html = Formatter()
        self.display_formatter = self
        self.formatters = {"text/html": self.html}


def test_what_was_only_scheduled_for_a_past_day_is_told_from_what_was_held() -> None:
    def marks(today: str | None) -> list[str]:
        timeline = cs.Timeline(
            cs.Event(
                id=f"e-{number}", kind="visit", title="A", when=f"2026-0{number}", status=status
            )
            for number, status in enumerate(("held", "scheduled", None, "scheduled"), 1)
        )
        return [row[-1] for row in cs.table(timeline, today=today).rows]

    past = "was scheduled, no report known"
    assert marks(None) == ["", "scheduled", "", "scheduled"]
    assert marks("2026-02-28") == marks(None)
    assert marks("2026-03-01") == ["", past, "", "scheduled"]
    assert marks("2026-05-01") == ["", past, "", past]


def test_a_notebook_shows_views_as_html_tables() -> None:
    shell = Shell()
    extension: Any = cs  # IPython imports the module by its name and looks for the function
    extension.load_ipython_extension(shell)
    for view in (
        CSTO.timeline().on("2025-05-13"),
        CSTO.anniversaries("2025-05"),
        CSTO.numbered("wg-afghanistan"),
        cs.table(CSTO.members("csto"), CSTO),
    ):
        shown = Cells(shell.html.functions[type(view)](view))
        expected = view if isinstance(view, cs.Table) else cs.table(view)
        assert shown.rows == as_seen(expected)
        assert shown.intruders == []
        assert shown.caption == expected.note


def test_a_view_in_a_notebook_may_be_loaded_twice() -> None:
    shell = Shell()
    cs.load_ipython_extension(shell)
    before = dict(shell.html.functions)
    cs.load_ipython_extension(shell)
    assert shell.html.functions == before


def test_a_timeline_in_a_notebook_names_its_places() -> None:
    shell = Shell()
    cs.load_ipython_extension(shell)
    shown = shell.html.functions[cs.Timeline](CSTO.timeline().on("2025-05-13"))
    assert "<td>Moscow</td>" in shown


def test_a_timeline_shows_times_of_day_and_from_where_an_event_was_moved() -> None:
    def visit(id: str, when: str, **more: object) -> cs.Event:
        return cs.Event(id=id, kind="visit", title=id, when=when, **more)

    timeline = cs.Timeline(
        [
            visit("later", "2025-05-13", start_time="10:00", timezone="Asia/Bishkek"),
            visit("earlier", "2025-05-13", start_time="06:30", timezone="Europe/Moscow"),
            visit("night", "2025-05-14/2025-05-15", start_time="22:00", end_time="02:00"),
            visit("moved", "2025-06", end_time="12:00", previous_when=["2025-05-10"]),
        ]
    )
    rows = cs.table(timeline).rows
    assert [(row[1], row[0], row[3]) for row in rows] == [
        ("earlier", "13 May 2025, 06:30 Europe/Moscow", ""),
        ("later", "13 May 2025, 10:00 Asia/Bishkek", ""),
        ("night", "14–15 May 2025, 22:00–02:00", ""),
        ("moved", "June 2025, –12:00", "moved from 10 May 2025"),
    ]
    assert cs.table(timeline, lang="ru").rows[-1][3] == "перенесено с даты: 10 мая 2025 года"


def test_a_series_shows_from_where_a_member_was_moved() -> None:
    series = cs.Series(id="s", name="Series")
    moved = cs.Event(
        id="moved",
        kind="visit",
        title="Moved",
        when="2025-06-10",
        previous_when=["2025-05-10"],
        entries=[cs.SeriesEntry(series="s", number=1)],
    )
    [row] = cs.table(cs.Chronicle(series, moved).numbered("s")).rows
    assert row[-1] == "moved from 10 May 2025"


def test_every_list_of_records_says_more_than_their_ids() -> None:
    for records in (CSTO.memberships, CSTO.delegations, CSTO.participations, CSTO.series):
        shown = cs.table(records)
        assert len(shown.columns) >= 2
        for record, row in zip(records, shown.rows, strict=True):
            assert len([cell for cell in row if cell not in ("", record.id)]) >= 1
    (sent, *_) = CSTO.delegations
    assert cs.table([sent], CSTO).columns == ("Id", "On behalf of", "Name", "Level", "Size")
    assert cs.table(CSTO.delegations).columns[0] == "Event"
    assert cs.table(CSTO.participations).columns[0] == "Event"
    assert cs.table(CSTO.officials[:1]).columns == ("Id", "Name")
    assert cs.table(CSTO.memberships[:1], days=True).columns[-1] == "Last day"
