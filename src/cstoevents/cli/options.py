"""What several commands take: which chronicle, from which file, which language, which day."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_args

import click

import cstoevents as cs
from cstoevents.cli import answers, terminal
from cstoevents.cli.files import read
from cstoevents.formats import Format
from cstoevents.formats.ics.entry_builder import ImpreciseDates
from cstoevents.wording.words import meant, phrase, simplified, word

OK, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130

Command: TypeAlias = Callable[..., Any]
Decorator: TypeAlias = Callable[[Command], Command]


class _Command(click.Command):
    """A command that refuses an option given twice, of which only the last would count."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse options given twice first: click keeps but one of their values."""
        if not ctx.resilient_parsing:  # as the shell's completion is
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            twice = [param for param in dict.fromkeys(given) if given.count(param) > 1]
            once = [param for param in twice if not _may_be_repeated(param)]
            if once:
                raise click.UsageError("; ".join(map(_given_twice, once)), ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses is called as it is on the command line."""
        try:
            return super().invoke(ctx)
        except cs.ArgumentError as error:
            param = _meant(error, ctx)
            if param is not None:
                key = _KEY.search(error.argument)  # of HEADER=MEANING, it tells which header
                error.argument = f"{_on_the_command_line(param)}{f' {key[1]}' if key else ''}"
            if isinstance(error.found, cs.When):
                error.found = error.found.text
            raise


_KEY: Final = re.compile(r"""\[(['"].*['"])\]$""")


def _meant(error: cs.ArgumentError, ctx: click.Context) -> click.Parameter | None:
    """Return what an argument of the library was given as: what is called so, or has its text."""
    name = error.argument.partition("[")[0]
    for param in ctx.command.params:
        if name == param.name or f"--{name}" in param.opts:
            return param
    given = error.found if isinstance(error.found, str) else None
    same = (it for it in ctx.command.params if given is not None and given == _value(it, ctx))
    return next(same, None)


def _value(param: click.Parameter, ctx: click.Context) -> Any:
    return ctx.params.get(param.name or "")


def _on_the_command_line(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return str(param.human_readable_name)
    return " / ".join(param.opts)


def _may_be_repeated(param: click.Parameter) -> bool:
    return param.multiple or (isinstance(param, click.Option) and param.is_flag)


def _given_twice(param: click.Parameter) -> str:
    return f"{_on_the_command_line(param)} is given more than once, and only one can count"


class CommandGroup(_Command, click.Group):
    """A group of commands that refuse an option given twice, as it does itself."""

    command_class: type[click.Command] | None = _Command


command: Final = functools.partial(click.command, cls=_Command)
"""Makes a command of a function, as `click.command` does."""

FILE: Final = click.Path(readable=False)
"""A file by its name, which the shell completes; whatever reads it says what is wrong with it."""


def as_when(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    """Read a date or window as people write them, for click to complain of what is none."""
    try:
        return None if value is None else cs.wording.from_written(value)
    except cs.CstoEventsError as error:
        raise click.BadParameter(str(error), ctx, param) from None


def as_day(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    """Read a single day, for click to complain of what is none."""
    when = as_when(ctx, param, value)
    if when is not None and when.earliest_ordinal != when.latest_ordinal:
        raise click.BadParameter(f"{value!r} is not a single day, as 2026-11-24 is", ctx, param)
    return when


def as_on(ctx: click.Context, param: click.Parameter, value: str | None) -> cs.When | None:
    """Read a day, however well it is known, for click to complain of a window."""
    when = as_when(ctx, param, value)
    if when is not None and when.precision is cs.Precision.INTERVAL:
        message = f"{value!r} is no single day; for a window say --during {when}"
        raise click.BadParameter(message, ctx, param)
    return when


def _as_language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in cs.wording.languages():
        known = ", ".join(cs.wording.languages())
        raise click.BadParameter(f"{value!r} is not one of {known}.", ctx, param)
    return value


if TYPE_CHECKING:
    _ChoiceOfText = click.Choice[str]
else:
    _ChoiceOfText = click.Choice  # which takes no types before click 8.2


class Word(_ChoiceOfText):
    """A word of vocabularies, by any name that a language has for it: ``visit``, «визит»."""

    def __init__(self, *vocabularies: type[enum.StrEnum], others: Sequence[str] = ()) -> None:
        members = [member for vocabulary in vocabularies for member in vocabulary]
        super().__init__([*(member.value for member in members), *others])
        self._vocabularies = vocabularies
        self._members = {member.value: member for member in members}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word that is meant, for click to complain of what is none."""
        found = (meant(value, vocabulary) for vocabulary in self._vocabularies)
        member = next(filter(None, found), None)
        choice = str(member.value) if member else self._named(value)
        if choice is None:
            lang = terminal.asked_language()
            names = ", ".join(repr(self._called(known, lang)) for known in self.choices)
            raise click.BadParameter(f"{value!r} is not one of {names}.", ctx, param)
        return choice

    def _named(self, value: str) -> str | None:
        """Return the word that is itself given, or by what a language calls it."""
        named = {
            simplified(name): choice
            for choice in self.choices
            for name in (choice, *(self._called(choice, lang) for lang in cs.wording.languages()))
        }
        return named.get(simplified(value))

    def _called(self, choice: str, lang: str) -> str:
        """Return what a language calls a word: one of a vocabulary, or another."""
        member = self._members.get(choice)
        named = choice if member is None else word(member, lang)
        return phrase(choice, lang) if named == choice else named


def language(purpose: str, default: Any = terminal.asked_language, **how: Any) -> Decorator:
    """Return the option for the language of what is printed or written."""
    tags = "|".join(cs.wording.languages())
    return click.option(
        "--lang",
        callback=_as_language,
        default=default,
        metavar=f"[{tags}]",
        shell_complete=_languages,
        help=purpose,
        **how,
    )


def _languages(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    return [tag for tag in cs.wording.languages() if tag.startswith(incomplete)]


class Json(click.Option):
    """The option ``--json``, which knows what the command prints then.

    Attributes:
        answer: What is printed, as an annotation says it: rows, records, or several of them.
        examples: Questions that are answered so, each with the name of the command.
    """

    def __init__(self, *names: Any, answer: Any, examples: Sequence[str], **how: Any) -> None:
        super().__init__(*names, **how)
        self.answer = answer
        self.examples = examples


def printed(answer: Any, *examples: str) -> Decorator:
    """Return the options for how an answer is printed, given what it is in JSON."""
    as_json = click.option(
        "--json",
        "as_json",
        cls=Json,
        answer=answer,
        examples=examples,
        is_flag=True,
        help="Print JSON for machines.",
    )
    in_language = language("Language of the tables.")
    return lambda command: in_language(as_json(command))


def sourced(command: Command) -> Command:
    """Add to a command the options for which data it is asked of."""
    for option in (
        click.option(
            "--within", is_flag=True, help="Read --data beside the built-in data, not instead."
        ),
        click.option(
            "--data",
            type=FILE,
            metavar="FILE",
            help="Your own data instead of the built-in: a file of any format that convert reads,"
            " or - for a pipe.",
        ),
    ):
        command = option(command)
    return command


def question(answer: Any, *examples: str) -> Decorator:
    """Return what makes a question of a command that returns an `Answer`, and gives it.

    It has the options that all questions take. What it is answered with in JSON, and examples
    of the question, are said as in `printed`.
    """
    return lambda command: sourced(printed(answer, *examples)(_ids(_answered(command))))


def _answered(command: Command) -> Command:
    """Add to a question where its answer goes, and give it."""

    @functools.wraps(command)
    def asked(
        *args: Any,
        data: str | None,
        within: bool,
        output: str | None,
        to: str | None,
        imprecise: str | None,
        lang: str,
        as_json: bool,
        **given: Any,
    ) -> None:
        target = answers.target_of(output, to, imprecise)  # before any work is done
        answers.refuse_to_replace(data, target)
        chronicle = opened_chronicle(data, within=within)
        answer = command(*args, chronicle=chronicle, lang=lang, **given)
        answers.give(answer, target, chronicle, lang, as_json=as_json)

    imprecise = click.option(
        "--imprecise",
        type=click.Choice(get_args(ImpreciseDates)),
        help="What a calendar does with dates that are not known to the day.",
    )
    return written(imprecise(asked))


def written(command: Command) -> Command:
    """Add to a command the options for where its answer goes."""
    for option in (
        click.option(
            "--to", type=click.Choice(answers.ENDINGS), help="Its format, if not by its name."
        ),
        click.option(
            "-o",
            "--output",
            type=FILE,
            metavar="FILE",
            help="Write the answer to FILE instead, in the format that its name ends in.",
        ),
    ):
        command = option(command)
    return command


def _wanted(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[terminal.IDS] = value


_ids: Decorator = click.option(
    "--ids",
    is_flag=True,
    expose_value=False,
    callback=_wanted,
    help="Print the ids of the rows too, for show.",
)


def opened_chronicle(data: str | None, *, within: bool) -> cs.Chronicle:
    """Return the chronicle that a command is asked of: the built-in one, or one from a file.

    With ``--within`` a record from the file stands before a built-in one of its id, as in the
    library.
    """
    if data is None:
        if within:
            raise click.UsageError("--within goes with --data: it says how that is read")
        return cs.load()
    if not within:
        return read(data)
    built_in = cs.load()
    own = read(data, within=built_in)
    mine = {record.id for record in own}
    others = (record for record in built_in if record.id not in mine)
    return cs.Chronicle(own, others, about=built_in.about | own.about)


today: Decorator = click.option(
    "--today",
    callback=as_day,
    metavar="DATE",
    default=lambda: dt.date.today().isoformat(),
    help="The day to count from; without it the clock is asked.",
)
during: Decorator = click.option(
    "--during",
    callback=as_when,
    metavar="WINDOW",
    help="At any time within a window, such as 2017/2020.",
)
joined: Decorator = click.option(
    "--joined", is_flag=True, help="Show terms that follow on each other as one: since when."
)
surely: Decorator = click.option(
    "--surely", is_flag=True, help="Leave out what is only possibly so."
)
kinds: Decorator = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=Word(cs.records.EventKind),
    help="Only events of this kind; may be given several times.",
)


def certainty(*, surely: bool) -> cs.Certainty:
    """Return what the flag `--surely` asks for."""
    return cs.Certainty.SURELY if surely else cs.Certainty.POSSIBLY


overwrite: Decorator = click.option(
    "--overwrite",
    is_flag=True,
    help="Replace tables of others in a folder, and write beside other files.",
)

_ARE_OF = {
    "overwrite": "it is of a folder",
    "imprecise": "it is of calendars",
    "since": "it is of a calendar",
    "lang": "which keeps all languages; for messages it stands before the command",
}


def how_to_write(chosen: Format, **given: Any) -> dict[str, Any]:
    """Return the options of a writer that were given; those that say nothing of it are refused."""
    how = {name: value for name, value in given.items() if value is not None}
    for name in how:
        if not chosen.writer_takes(name):
            sign = "," if name == "lang" else ":"
            raise click.UsageError(f"--{name} says nothing of {chosen.name}{sign} {_ARE_OF[name]}")
    return how
