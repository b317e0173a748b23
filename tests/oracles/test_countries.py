"""Codes of countries beside the tables that Debian keeps of ISO 3166, by `pycountry`."""

from __future__ import annotations

import gettext

import pycountry
import pytest

from cstoevents.records.countries import ASSIGNED, CODES, WITHDRAWN, code_meant
from cstoevents.wording.language import every_language
from cstoevents.wording.names import countries_named, country_names


def test_the_codes_in_force_are_those_of_iso_3166_1() -> None:
    assert {country.alpha_2: country.alpha_3 for country in pycountry.countries} == ASSIGNED


def test_the_former_codes_are_those_of_iso_3166_3_that_no_other_country_has() -> None:
    former: dict[str, str] = {}
    for country in pycountry.historic_countries:
        if country.alpha_2 not in ASSIGNED:
            latest = max(former.get(country.alpha_2, ""), country.withdrawal_date)
            former[country.alpha_2] = latest
    assert former == WITHDRAWN


def test_three_letters_mean_the_country_that_has_or_had_them() -> None:
    for country in (*pycountry.historic_countries, *pycountry.countries):
        holder = pycountry.countries.get(alpha_3=country.alpha_3) or country
        if holder.alpha_2 in CODES and code_meant(country.alpha_3) != holder.alpha_2:
            # Its two letters are another country's now, so it can't be meant.
            assert holder.alpha_2 in ASSIGNED
            assert code_meant(country.alpha_3) is None


# What ISO calls these is what people call others, too.
AMBIGUOUS = {"Congo": ("CD", "CG"), "Конго": ("CD", "CG")}
# A slip of the Russian translation: "United States of the Minor Outlying Islands".
NOT_TAKEN = {"Соединенные штаты Малых Удаленных островов"}


@pytest.mark.parametrize("tag", ["en", "ru"])
def test_every_name_that_iso_3166_1_has_is_known(tag: str) -> None:
    translated = gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, languages=[tag], fallback=True
    )
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            stated = getattr(country, kind, None)
            name = translated.gettext(stated).removeprefix("the ") if stated else ""
            name = name.replace("\N{COMBINING ACUTE ACCENT}", "")
            if name and name not in NOT_TAKEN:
                assert countries_named(name) == AMBIGUOUS.get(name, (country.alpha_2,)), name


def test_every_country_of_iso_3166_1_has_a_name_of_its_own_in_every_language() -> None:
    for language in every_language():
        assert set(ASSIGNED) <= set(language.countries) <= set(CODES)
        for code in language.countries:
            assert countries_named(country_names(code)[language.tag]) == (code,)


def test_no_name_of_a_country_is_the_code_of_another() -> None:
    for language in every_language():
        for code, names in language.countries.items():
            assert {code_meant(name) for name in names} <= {code, None}
