"""The same meetings in other people's libraries, with the same constraints on each field."""

from __future__ import annotations

from typing import Annotated, Literal

from cstoevents.dates import When
from cstoevents.records import ARRAYS, rules
from cstoevents.records.countries import CODES
from cstoevents.records.fields import Field, fields_of
from cstoevents.records.values import Text


def pydantic_file() -> type:
    """Make a model of the file: closed, frozen, with the lengths and patterns of our rules."""
    import typing

    import pydantic

    made: dict[type, type] = {}
    config = pydantic.ConfigDict(extra="forbid", frozen=True, strict=False)
    # Its Rust engine has no look-around and no surrogates; the rest of each rule is the same.
    language = rules.LANGUAGE.pattern.replace(r"\A", "^").replace(r"\Z", "$")
    words = Annotated[str, pydantic.Field(min_length=1, pattern=r"^\s*[^\s\x00][^\x00]*$")]
    text = words | dict[Annotated[str, pydantic.Field(pattern=language)], words]
    date = Annotated[str, pydantic.Field(pattern=r"^[0-9X./?~%\[\]-]+$", max_length=40)]

    def plain(pattern: str) -> str:
        for ours, theirs in ((r"\A", "^"), (r"\Z", "$"), (r"\ud800-\udfff", "")):
            pattern = pattern.replace(ours, theirs)
        return pattern

    def shape(field: Field) -> object:
        one = value(field)
        if field.many:
            return tuple[one, ...]
        return one if field.required_in_file else typing.Optional[one]  # noqa: UP045 - dynamic

    def value(field: Field) -> object:
        kind, rule = field.value_type, field.rule
        if kind in (When, Text):
            return date if kind is When else text
        if rule is rules.COUNTRY:
            return Literal[CODES]
        if isinstance(rule, rules.Rule):
            return Annotated[str, pydantic.Field(pattern=plain(rule.pattern))]
        if isinstance(rule, rules.NumberRange):
            return Annotated[kind, pydantic.Field(ge=rule.least, le=rule.greatest)]
        return model(kind) if field.owned else kind

    def model(cls: type) -> type:
        if cls not in made:
            fields = {
                field.name: (shape(field), ... if field.required else field.default)
                for field in fields_of(cls)
            }
            made[cls] = pydantic.create_model(cls.__name__, __config__=config, **fields)
        return made[cls]

    arrays = {name: (list[model(cls)], []) for name, cls in ARRAYS.items()}
    return pydantic.create_model(
        "File", __config__=config, format_version=(Literal["1"], ...), **arrays
    )
