"""The same meetings in other people's libraries, with the same constraints on each field."""

from __future__ import annotations

from typing import Annotated, Literal

from cstoevents.dates import When
from cstoevents.records import ARRAYS, rules
from cstoevents.records.values import Text


def pydantic_file() -> type:
    """Make a model of the file: closed, frozen, with the lengths and patterns of our rules."""
    import types
    import typing

    import attrs
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

    def shape(hint: object, rule: object) -> object:
        inner, origin = typing.get_args(hint), typing.get_origin(hint)
        if origin is tuple:
            return tuple[shape(inner[0], rule), ...]  # type: ignore[misc]
        if origin in (typing.Union, types.UnionType):
            return typing.Union[tuple(shape(member, rule) for member in inner)]  # noqa: UP007
        if hint is When:
            return date
        if hint is Text:
            return text
        if isinstance(rule, rules.Rule) and hint is str:
            if rule is rules.COUNTRY:
                return Literal[rules.COUNTRIES]
            return Annotated[str, pydantic.Field(pattern=plain(rule.pattern))]
        if isinstance(rule, rules.Bounds) and hint in (int, float):
            return Annotated[hint, pydantic.Field(ge=rule.least, le=rule.greatest)]
        if isinstance(hint, type) and attrs.has(hint):
            return model(hint)
        return hint

    def model(cls: type) -> type:
        if cls not in made:
            hints = typing.get_type_hints(cls)
            fields = {
                field.name: (
                    shape(hints[field.name], field.metadata.get(rules.RULE)),
                    ... if field.default is attrs.NOTHING else field.default,
                )
                for field in attrs.fields(cls)
            }
            made[cls] = pydantic.create_model(cls.__name__, __config__=config, **fields)
        return made[cls]

    arrays = {name: (list[model(cls)], []) for name, cls in ARRAYS.items()}
    return pydantic.create_model(
        "File", __config__=config, format_version=(Literal["1"], ...), **arrays
    )
