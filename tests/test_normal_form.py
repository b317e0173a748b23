"""Text is kept in one normal form of Unicode (NFC), whatever way it comes in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given

import cstoevents as cs
from cstoevents.strategies import words

WHOLE = "Йошкар-Ола"
APART = unicodedata.normalize("NFD", WHOLE)
KEPT = cs.Place(
    id="place", name={"en": "Café", "ru": WHOLE}, kind="city", aliases=[cs.Alias(value=WHOLE)]
)


def apart(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


def test_a_constructor_composes_every_text() -> None:
    name = {"en": unicodedata.normalize("NFD", "Café"), "ru": APART}
    assert APART != WHOLE
    assert cs.Place(id="place", name=name, kind="city", aliases=[cs.Alias(value=APART)]) == KEPT
    event = cs.Event(id="e", kind="visit", title=APART, note=APART, topics=[APART.lower()])
    assert (event.title, event.note, event.topics) == (WHOLE, WHOLE, (WHOLE.lower(),))
    assert APART in event.title


@pytest.mark.parametrize("suffix", [".json", ".zip", ".csv"])
def test_a_file_gives_composed_text(suffix: str, tmp_path: Path) -> None:
    chronicle = cs.Chronicle(KEPT)
    if suffix == ".json":
        file = tmp_path / "a.json"
        cs.write_json(chronicle, file)
        file.write_bytes(apart(file.read_bytes()))
        assert cs.read_json(file) == chronicle
        assert cs.from_dict(cs.to_dict(chronicle)) == chronicle
    elif suffix == ".zip":
        cs.write_csv(chronicle, tmp_path / "package")
        for file in (tmp_path / "package").glob("*.csv"):
            file.write_bytes(apart(file.read_bytes()))
        assert cs.read_csv(tmp_path / "package") == chronicle
    else:
        sheet = f"Title,Place\n{APART},{APART}\n".encode()
        event = cs.read_sheet(sheet, kind="visit", within=chronicle).events[0]
        assert (event.title, event.place) == (cs.Text({"ru": WHOLE}), "place")


@given(words())
def test_any_text_is_kept_composed(text: str) -> None:
    kept = cs.Text(text)
    assert str(kept) == unicodedata.normalize("NFC", text)
    assert cs.Text(unicodedata.normalize("NFD", text)) == kept
    plain = {"id": "p", "kind": "city", "name": unicodedata.normalize("NFD", text)}
    assert cs.from_dict(plain, cs.Place).name == kept


def test_keys_of_ones_own_and_their_texts_are_composed_too() -> None:
    apart = unicodedata.normalize("NFD", "Йод")
    assert cs.Extra({apart: [apart]}).to_plain() == {"Йод": ["Йод"]}
    with pytest.raises(cs.errors.RecordError, match="looks like no other"):
        cs.Extra({"Йод": 1, apart: 2})
