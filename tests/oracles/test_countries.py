"""Codes of countries beside the tables that Debian keeps of ISO 3166, by `pycountry`."""

from __future__ import annotations

import pycountry

from cstoevents.records.countries import ASSIGNED, CODES, WITHDRAWN, code_meant


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
