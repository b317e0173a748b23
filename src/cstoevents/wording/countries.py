"""Names of countries, in every language."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from cstoevents.wording.language import every_language, languages
from cstoevents.wording.names import folded


def countries_named(name: str) -> tuple[str, ...]:
    """Return the codes of the countries that have a name in some language, sorted.

    Case and punctuation make no difference. Names are not compared across scripts: ДРК is a
    country, and DRK none. A name of several countries gives all of them, what is no name of a
    country none.

    >>> from cstoevents.wording.countries import countries_named
    >>> countries_named("Kyrgyz Republic"), countries_named("Congo"), countries_named("Ruritania")
    (('KG',), ('CD', 'CG'), ())
    """
    return _codes(languages()).get(folded(name), ())


@functools.lru_cache(maxsize=1)
def _codes(_: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for language in every_language():
        for code, names in language.countries.items():
            for name in names:
                found.setdefault(folded(name), set()).add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def country_names(code: str) -> dict[str, str]:
    """Return what a country is called in each language that has a name for it, English first.

    >>> from cstoevents.wording.countries import country_names
    >>> country_names("KG")["en"]
    'Kyrgyzstan'
    """
    return {
        language.tag: language.countries[code][0]
        for language in every_language()
        if code in language.countries
    }
