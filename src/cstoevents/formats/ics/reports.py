"""What reading calendars has found wrong so far, and what it has not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from cstoevents.errors import RecordError, take_up
from cstoevents.formats.ics.lines import Component, Property
from cstoevents.formats.losses import ReadingReport
from cstoevents.records.fields import field_at
from cstoevents.records.structuring import structured

T = TypeVar("T")


class CalendarReport(ReadingReport):
    """The report of a reading of calendars, whose problems have their lines."""

    __slots__ = ()

    def refuse(self, prop: Property, error: RecordError, record: str | None = None) -> None:
        """Note what is wrong with a property."""
        for problem in error.problems:
            placed = attrs.evolve(
                problem, file=self.file, line=prop.line, path=prop.name, record=record
            )
            take_up(self.problems, placed)

    def take(self, prop: Property | None, read: Callable[[Property], T]) -> T | None:
        """Return what is read of a property; what is refused is noted with its line."""
        if prop is None:
            return None
        try:
            return read(prop)
        except RecordError as error:
            self.refuse(prop, error)
            return None

    def structure(
        self,
        cls: type[T],
        plain: dict[str, Any],
        component: Component | None = None,
        fields: Mapping[str, str] = MappingProxyType({}),
    ) -> T | None:
        """Return what plain data make, or note what is refused.

        ``fields`` names for each field the property of the component that it comes from.
        """
        try:
            return structured(plain, cls)
        except RecordError as error:
            for problem in error.problems:
                field = field_at(problem.path or "")
                prop = component.one(fields.get(field, "")) if component else None
                placed = attrs.evolve(
                    problem,
                    file=self.file,
                    line=prop.line if prop else component.line if component else None,
                    record=plain.get("id"),
                    path=prop.name if prop else problem.path,
                )
                take_up(self.problems, placed)
            return None
