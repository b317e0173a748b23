"""Codes of languages beside the tables that Debian keeps of ISO 639, by `pycountry`."""

from __future__ import annotations

import pycountry

from cstoevents.records.languages import canonical_tag


def test_three_letters_give_way_to_the_two_of_the_language_that_has_them() -> None:
    for language in pycountry.languages:
        short = canonical_tag(getattr(language, "alpha_2", language.alpha_3))
        for code in {language.alpha_3, getattr(language, "bibliographic", language.alpha_3)}:
            assert canonical_tag(code) == short
