"""Why two records may be one, in Russian."""

from __future__ import annotations

from typing import Final

MATCHES: Final = {
    "both are of the kind {kind:word}, of {body:word}": "вид обоих — {kind}, организация — {body}",
    "both are of the kind {kind:word}, and one title has all words of the other": (
        "вид обоих — {kind}, и в одном названии есть все слова другого"
    ),
    "both are of the kind {kind:word} and called {title:word}": (
        "вид обоих — {kind}, название — {title}"
    ),
    "one may have been moved: {dates}": "возможно, одно из них перенесено: {dates:list}",
    "on {date:word}": "дата {date}",
    "at {place:word}": "место: {place}",
    "their dates: {dates}": "их даты: {dates:list}",
    "none": "без даты",
    "both have the {scheme:word} identifier {identifier:word}": (
        "у обоих идентификатор {identifier} по схеме {scheme}"
    ),
    "both bear the name {name:word}": "оба носят имя {name}",
    "both are called {name:word}": "у обоих название {name}",
    "both are called {title:word}, on {date:word}": "у обоих название {title} и дата {date}",
    "both are number {number:word} of {series:word}": "у обоих номер {number} в серии {series}",
}
