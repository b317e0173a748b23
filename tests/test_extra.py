"""Keys of one's own on records: `Extra`, and what the rest of the library does with it."""

from __future__ import annotations

import copy
import csv
import io
import json
import math
import pickle
from typing import Any, ClassVar

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

import cstoevents as cs
from cstoevents.strategies import extras


def place(**extra: Any) -> cs.Place:
    return cs.Place(id="hall", name="Hall", kind="venue", extra=extra)


class TestExtra:
    @given(extras())
    def test_what_it_was_made_of_comes_back(self, extra: cs.Extra) -> None:
        plain = extra.to_plain()
        assert json.loads(str(extra)) == plain
        for same in (cs.Extra(plain), pickle.loads(pickle.dumps(extra)), copy.deepcopy(extra)):
            assert same == extra
            assert hash(same) == hash(extra)
            assert str(same) == str(extra)

    @given(extras(), st.randoms())
    def test_the_order_of_keys_says_nothing(self, extra: cs.Extra, random: Any) -> None:
        shuffled = list(extra.to_plain().items())
        random.shuffle(shuffled)
        assert cs.Extra(dict(shuffled)) == extra
        assert list(extra) == sorted(extra)

    def test_values_that_python_takes_for_equal_are_told_apart(self) -> None:
        assert len({place(a=1), place(a=1.0), place(a=True), place(a="1")}) == 4
        assert cs.Extra({"a": [1]}) != {"a": [True]}
        assert cs.Extra({"a": [1]}) == {"a": [1]}

    def test_it_can_not_be_changed(self) -> None:
        given = {"rooms": ["A"], "contact": {"name": "B"}}
        extra = cs.Extra(given)
        given["rooms"].append("C")
        assert extra["rooms"] == ("A",)
        assert isinstance(extra["contact"], cs.Extra)
        with pytest.raises(AttributeError, match="can't be changed"):
            extra._text = "{}"
        with pytest.raises(TypeError):
            extra["rooms"] = ()

    def test_all_that_no_file_could_keep_is_refused_at_once(self) -> None:
        with pytest.raises(cs.RecordError) as caught:
            place(a=math.nan, b=2**53, c={"d": [0, {1}]}, e="\0", f=b"", **{" g": 1, "h" * 81: 1})
        paths = [problem.path for problem in caught.value.problems]
        assert paths == [
            "extra.a",
            "extra.b",
            "extra.c.d[1]",
            "extra.e",
            "extra.f",
            "extra. g",
            "extra." + "h" * 39 + "…",
        ]

    def test_a_key_that_is_no_text_is_refused_with_what_it_has_to_be(self) -> None:
        given: Any = {1: 2}
        with pytest.raises(cs.RecordError, match="found 1, expected a key: text of at most 80"):
            cs.Extra(given)

    def test_depth_without_end_is_refused(self) -> None:
        endless: list[Any] = []
        endless.append(endless)
        with pytest.raises(cs.RecordError, match="at most 32 levels"):
            place(a=endless)

    @pytest.mark.parametrize("wrong", [None, [], "a", [("a", 1)], 1])
    def test_what_is_no_mapping_is_refused(self, wrong: Any) -> None:
        with pytest.raises(cs.RecordError, match="a mapping of keys of your own"):
            cs.Place(id="hall", name="Hall", kind="venue", extra=wrong)


class TestFilesAndExtra:
    def test_a_record_without_any_says_nothing_of_it(self) -> None:
        assert "extra" not in cs.to_dict(cs.Chronicle(place()))["places"][0]

    @pytest.mark.parametrize("wrong", [None, [], "a", {"a": 2**60}, {"": 1}, {"a": ["\0"]}])
    def test_both_ways_to_read_refuse_the_same(self, wrong: Any) -> None:
        plain = {"id": "hall", "name": "Hall", "kind": "venue", "extra": wrong}
        data = {"format_version": "1", "places": [plain]}
        with pytest.raises(cs.InputError) as caught:
            cs.from_dict(data)
        assert all("extra" in str(problem.path) for problem in caught.value.problems)
        with pytest.raises(cs.RecordError):
            cs.converter().structure(plain, cs.Place)

    def test_a_key_that_is_no_field_is_sent_to_extra(self) -> None:
        cure = "what is your own goes into `extra`"
        with pytest.raises(cs.RecordError, match=cure):
            cs.Place(id="hall", name="Hall", kind="venue", file_number="1")
        plain = {"id": "hall", "name": "Hall", "kind": "venue", "file_number": "1"}
        with pytest.raises(cs.InputError, match=cure):
            cs.from_dict({"format_version": "1", "places": [plain]})

    def test_a_cell_that_is_no_object_is_refused_with_its_place(self, tmp_path: Any) -> None:
        for cell in ('"{""a"": NaN}"', "[1]", "room A"):
            (tmp_path / "places.csv").write_text(
                f"id,name_en,kind,extra\nhall,Hall,venue,{cell}\n", encoding="utf-8"
            )
            with pytest.raises(cs.InputError) as caught:
                cs.read_csv(tmp_path)
            (problem,) = caught.value.problems
            assert (problem.line, problem.column, problem.path) == (2, 4, "extra")

    def test_a_format_that_has_no_place_for_it_counts_it(self) -> None:
        record = cs.Event(id="a", kind="visit", title="A", when="2025-01-01", extra={"b": 1})
        report = cs.write_jsonld(cs.Chronicle(record), io.BytesIO())
        assert [loss.what for loss in report] == ["Event.extra"]


class TestExtraInMerges:
    def test_it_is_merged_key_by_key(self) -> None:
        one = cs.Chronicle(place(file="1", room="A", same=[1]))
        other = cs.Chronicle(place(file=2, floor=3, same=[1]))
        merge = one.merge(other)
        assert [str(conflict) for conflict in merge.conflicts] == ["hall: extra.file: '1' or 2"]
        assert set(merge.chronicle.place("hall").extra) == {"file", "floor", "room", "same"}
        mirrored = other.merge(one)
        assert mirrored.chronicle == merge.chronicle

    def test_true_and_1_are_a_conflict(self) -> None:
        merge = cs.Chronicle(place(a=1)).merge(cs.Chronicle(place(a=True)), prefer="other")
        assert merge.chronicle.place("hall").extra["a"] is True
        assert len(merge.conflicts) == 1

    def test_true_and_1_are_a_difference(self) -> None:
        (change,) = cs.Chronicle(place(a=1)).diff(cs.Chronicle(place(a=True))).changed
        assert (change.field, change.before, change.after) == ("extra.a", 1, True)


class TestExtraInSheets:
    SAID: ClassVar[dict[str, Any]] = {
        "room": 12, "text of a number": "12", "blanks": " x ", "file_number": "01-15/204",
        "nothing": None, "open": True, "share": 1.0, "list": ["a", {"b": 1}], "empty": "",
        "quoted": '"q"', "formula": "=1+1", "bracket": "[1", "word": "true", "NaN": "NaN",
        "large": "12345678901234567890", "контакт": "Иван", "a.b": "c",
    }  # fmt: skip

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_each_key_is_a_column_and_comes_back(self, form: Any) -> None:
        chronicle = cs.Chronicle(
            cs.Event(id="a", kind="visit", title="A", when="2025-01-01", extra=self.SAID),
            cs.Event(id="b", kind="visit", title="B", when="2025-01-02", extra={"room": "A"}),
            cs.Event(id="c", kind="visit", title="C", when="2025-01-03"),
        )
        file = io.BytesIO()
        assert cs.write_sheet(chronicle, file, format=form).is_lossless
        assert cs.read_sheet(file.getvalue()) == chronicle

    def test_without_any_there_is_no_column(self) -> None:
        file = io.BytesIO()
        event = cs.Event(id="a", kind="visit", title="A", when="2025-01-01")
        cs.write_sheet(cs.Chronicle(event), file, format="csv")
        assert b"extra" not in file.getvalue()

    def test_a_header_without_a_key_is_unknown(self) -> None:
        with pytest.raises(cs.InputError, match="extra"):
            cs.read_sheet(b"id,title,kind,when,extra\na,A,visit,2025,x\n")


@given(
    st.from_regex(r"-?[0-9]{1,25}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?|null|true", fullmatch=True)
)
@example("1.10")
@example("12e3")
@example("-0")
@example("007")
@example("1e400")
def test_a_file_number_in_a_sheet_comes_back_as_it_was_written(text: str) -> None:
    sheet = f"Id,Title,Kind,extra.file\na,A,visit,{text}\n"
    again = io.BytesIO()
    read = cs.read_sheet(sheet.encode())
    cs.write_sheet(read, again, format="csv")
    [row] = csv.DictReader(io.StringIO(again.getvalue().decode(), newline=""))
    # What a spreadsheet could run as a formula has an apostrophe before it.
    assert row["extra.file"].removeprefix("'") == text
    assert cs.read_sheet(again.getvalue()).event("a").extra == read.event("a").extra


def test_a_number_is_one_only_where_it_would_be_written_so() -> None:
    sheet = b"Id,Title,Kind,extra.a,extra.b,extra.c\na,A,visit,1.10,12e3,1.5\n"
    assert dict(cs.read_sheet(sheet).event("a").extra) == {"a": "1.10", "b": "12e3", "c": 1.5}
