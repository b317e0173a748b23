"""Completion in the shell: of commands and options by click, and of ids by any name."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

import cstoevents as cs
from cstoevents.cli import options
from cstoevents.records.names import name_of

_SHELLS = ("bash", "zsh", "fish")


class RecordName(click.types.StringParamType):
    """An id or a name of records of a kind, or of any; the shell completes it to ids."""

    def __init__(self, *kinds: cs.typing.RecordKind) -> None:
        self._kinds = kinds

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002  (click's)
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the ids of what is found by what was typed, those that begin with it first."""
        if not incomplete.strip():
            return []
        data, within = ctx.params.get("data"), bool(ctx.params.get("within"))
        try:
            found = options.opened_chronicle(data, within=within).search(
                incomplete, kinds=self._kinds or _NAMED
            )
        except (cs.CstoEventsError, OSError, click.UsageError):
            return []  # the command itself will say what is wrong
        records = [hit.record for hit in found]
        records.sort(key=lambda record: not record.id.startswith(incomplete))
        return [CompletionItem(record.id, help=_name_of(record)) for record in records]


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


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """A script that teaches your shell to complete.

    For bash, put `eval "$(cstoevents completion bash)"` in ~/.bashrc; for zsh the same with
    zsh in ~/.zshrc; for fish, `cstoevents completion fish | source` in its config.fish.
    """
    complete = get_completion_class(shell)
    assert complete is not None
    made = complete(ctx.find_root().command, {}, "cstoevents", "_CSTOEVENTS_COMPLETE")
    click.echo(made.source())
