"""Completion in the shell: click's of commands and options, ids and words by any name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeAlias

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    add_completion_class,
    get_completion_class,
)

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.records.names import name_of, names_in
from cstoevents.wording.words import post_name, simplified, topic_name, word

_SHELLS = ("bash", "zsh", "fish")


class RecordName(click.types.StringParamType):
    """An id or a name of records of a kind, or of any; the shell completes it to ids."""

    def __init__(self, *kinds: cs.typing.RecordKind) -> None:
        self._kinds = kinds

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the ids that begin with what was typed, or those of what is found by it."""
        if not incomplete.strip():
            return []
        chronicle = _asked(ctx)
        found = chronicle.search(incomplete, kinds=self._kinds or _NAMED) if chronicle else ()
        begun = [hit for hit in found if hit.record.id.startswith(incomplete)]
        return [
            CompletionItem(
                hit.record.id,
                help=_name_of(hit.record),
                names=[hit.text, *(name.text for name in names_in(hit.record))],
            )
            for hit in begun or found
        ]


class WordInUse(click.types.StringParamType):
    """A word that records use, such as a role; the shell completes it, or a name of it."""

    def __init__(self, sort: Sort) -> None:
        self._sort: Sort = sort

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the words that begin with what was typed, in any language, or have it within.

        Blanks in them are hyphens, which mean the same, since a shell would part them there.
        """
        chronicle = _asked(ctx)
        typed, begun, others = f" {simplified(incomplete)}", [], []
        for given in used(self._sort, chronicle) if chronicle else ():
            names = self._names(given)
            spelt = [f" {simplified(name)}" for name in names]
            english = called(self._sort, given, "en")
            item = CompletionItem(given.replace(" ", "-"), help=english, names=names)
            if any(name.startswith(typed) for name in spelt):
                begun.append(item)
            elif any(typed in name for name in spelt):
                others.append(item)
        # Of words that begin differently a shell completes nothing.
        return begun or others

    def _names(self, given: str) -> list[str]:
        return [given, *(called(self._sort, given, lang) for lang in cs.wording.languages())]


def _asked(ctx: click.Context) -> cs.Chronicle | None:
    """Return the chronicle that is asked; None where that can't be, as the command will say."""
    data, within = ctx.params.get("data"), bool(ctx.params.get("within"))
    try:
        return options.opened_chronicle(data, within=within)
    except (cs.CstoEventsError, OSError, click.UsageError):
        return None


of_body: options.Decorator = click.option(
    "--body",
    type=RecordName("organisations"),
    help="Only events of this organisation and its bodies (an id or a name).",
)

_NAMED: tuple[cs.typing.RecordKind, ...] = (
    "places",
    "organisations",
    "officials",
    "series",
    "events",
)


def _name_of(record: cs.Record) -> str:
    return str(name_of(record) or record.id)


# The words that records use: roles, kinds and topics

Sort: TypeAlias = Literal["roles", "kinds", "topics"]


def _roles(chronicle: cs.Chronicle) -> Iterable[str | None]:
    return (membership.role for membership in chronicle.memberships)


def _kinds(chronicle: cs.Chronicle) -> Iterable[str]:
    return (event.kind for event in chronicle.events)


def _topics(chronicle: cs.Chronicle) -> Iterable[str]:
    return (topic for event in chronicle.events for topic in event.topics)


# Where words of each sort stand, and how one is called in a language.
WORDS: Final[
    dict[Sort, tuple[Callable[[cs.Chronicle], Iterable[str | None]], Callable[[str, str], str]]]
] = {
    "roles": (_roles, post_name),
    "kinds": (_kinds, lambda kind, lang: word(cs.records.EventKind(kind), lang)),
    "topics": (_topics, topic_name),
}


def used(sort: Sort, chronicle: cs.Chronicle) -> dict[str, int]:
    """Return the words of a sort in alphabetical order, each with how many records have it."""
    counts = Counter(given for given in WORDS[sort][0](chronicle) if given is not None)
    return dict(sorted(counts.items()))


def called(sort: Sort, given: str, lang: str) -> str:
    """Return how a word is called in a language."""
    return WORDS[sort][1](given, lang)


class _Fish(FishComplete):
    """Fish, which shows only what has the letters typed: a name, where the id lacks them."""

    # Click parts a word from its text at every comma, and the text may have some.
    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    )

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        return [_by_letters(item, incomplete) for item in super().get_completions(args, incomplete)]


def _by_letters(item: CompletionItem, typed: str) -> CompletionItem:
    """Return an item by that name of it which has the letters typed, if its value lacks them."""
    values = [item.value, *(item.names or ())]
    value = next((one for one in values if typed.casefold() in one.casefold()), item.value)
    return item if value == item.value else CompletionItem(value, item.type, item.value)


add_completion_class(_Fish)


@options.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """A script that teaches your shell to complete.

    For bash, put `eval "$(cstoevents completion bash)"` in ~/.bashrc; for zsh the same with
    zsh in ~/.zshrc, below compinit; for fish, `cstoevents completion fish | source` in its
    config.fish. Ids are found by names, too, and fish gives the name where the id lacks the
    letters typed.
    """
    complete = get_completion_class(shell)
    assert complete is not None
    made = complete(ctx.find_root().command, {}, "cstoevents", "_CSTOEVENTS_COMPLETE")
    click.echo(made.source())
