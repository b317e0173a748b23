"""The command line: arguments and printing, nothing else.

Exit codes: 0 for an answer (an empty one too), 1 where `check` found errors, `merge`
open conflicts or `diff` differences, 2 for what can't be taken: a wrong argument, an
unknown id, a file with problems, 130 where the user interrupted it. Errors go to stderr
in one block.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

import cstoevents as cs
from cstoevents.cli import options, terminal
from cstoevents.cli.charts import chart
from cstoevents.cli.comparing import COMPARING
from cstoevents.cli.completion import completion
from cstoevents.cli.converting import convert
from cstoevents.cli.days import DAYS
from cstoevents.cli.demo import demo
from cstoevents.cli.exchange import EXCHANGE
from cstoevents.cli.finding import FINDING
from cstoevents.cli.questions import QUESTIONS
from cstoevents.cli.series import series
from cstoevents.cli.showing import show
from cstoevents.wording.messages import message


class _Commands(options.CommandGroup):
    """A group that explains all errors, and keeps its commands in our order."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the language first: what is wrong with the words is told in it."""
        ctx.meta[terminal.LANG] = _language_among(args)
        with _errors_explained():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _output_may_fail(), _errors_explained():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return list(self.commands)


def _language_among(args: list[str]) -> str:
    """Return what the words of a command say of the language, before any of them is taken."""
    asked = "en"
    for word, following in itertools.pairwise([*args, ""]):
        name, sign, value = word.partition("=")
        said = value if sign else following
        if name == "--lang" and said in cs.wording.languages():
            asked = said
    return asked


@contextlib.contextmanager
def _errors_explained() -> Iterator[None]:
    """Print what the library and click raise on purpose as one block on stderr."""
    try:
        yield
    except click.ClickException as error:
        block = io.StringIO()
        error.show(block)
        terminal.complain(block.getvalue().expandtabs().removesuffix("\n"))
        sys.exit(error.exit_code)
    except cs.CstoEventsError as error:
        told = "\n".join([str(error), *getattr(error, "__notes__", ())])
    except KeyboardInterrupt:
        sys.exit(options.INTERRUPTED)
    except MemoryError:
        told = "there is not enough memory for this"
    except OSError as error:
        if error.filename is None or isinstance(error, BrokenPipeError):
            raise  # it is the output that failed, be it one by name: see below
        told = f"{error.filename}: {error.strerror or error}"
    else:
        return
    terminal.complain(f"error: {told}")
    sys.exit(options.WRONG)


@contextlib.contextmanager
def _output_may_fail() -> Iterator[None]:
    """End with a message where output can't be written; with none if the pipe was closed.

    A reader such as `head` leaves when it has seen enough, which is no error.
    """
    code: Any = options.OK
    try:
        try:
            yield
        except SystemExit as leaving:
            code = leaving.code
            raise
        finally:
            sys.stdout.flush()
    except OSError as error:
        # Python would write out the rest at exit, and complain once more.
        with contextlib.suppress(io.UnsupportedOperation):  # it is no file of the system's
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            terminal.complain(f"error: standard output: {error.strerror or error}")
            code = options.WRONG
        sys.exit(code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cstoevents", message="%(version)s")
@options.language("Language of answers and messages, of any command.", expose_value=False)
def cli() -> None:
    """Ask a chronicle of an organisation's events: the built-in one of the CSTO, or yours.

    Dates and windows are EDTF, such as 2025-05-13, 2025-05, 2025 and 2025-05/2025-06, or
    words in quotes: '13 May 2025', '2017 to 2020'. What only possibly falls in a window is
    marked.
    """


_ASKING = (*QUESTIONS, *DAYS, series, *FINDING, show, demo)

for _command in (*_ASKING, chart, *EXCHANGE, convert, *COMPARING, completion):
    cli.add_command(_command)


def main() -> None:
    """Run the command line, as `cstoevents` and `python -m cstoevents` do."""
    if sys.stdout is None:
        closed = "error: standard output is closed"
        terminal.complain(message(closed, _language_among(sys.argv)))
        sys.exit(options.WRONG)
    for stream in (sys.stdout, sys.stderr):
        # Where the terminal or pipe knows no Cyrillic, a name is better escaped than a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with _output_may_fail():
        cli(prog_name="cstoevents")
