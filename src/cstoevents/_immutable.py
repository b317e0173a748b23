"""What values that are no attrs classes share: they can't be changed, and each is its own copy."""

from __future__ import annotations

from typing import ClassVar, NoReturn, Self


class Immutable:
    """A value whose attributes are set once, when it is made, past its own `__setattr__`."""

    __slots__ = ()

    _instead: ClassVar[str] = "make a new one"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed; {self._instead}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed; {self._instead}")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self
