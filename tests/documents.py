"""How documents are tested: what each fenced block promises, and how it is held to it.

| block | what the tests do with it |
|---|---|
| `python` with `>>>` | run as a doctest; `...` stands for anything |
| `python` without | run; a `text` block right after it is what it prints |
| `console` | run each line after `$ `; what follows is its output, if any is shown |
| `sh` | run each line that is no comment |
| any with `title="NAME"` | written to the file NAME, for later blocks to use |
| any other of `SHOWN` | nothing: it is only there to be read |

A page's blocks share one namespace and one working folder, which starts empty and is
thrown away. Commands run in a shell of 100 columns in which `cstoevents` and `python` are
the ones under test; they must succeed, unless the next command is `$ echo $?` and says
otherwise. Those of `LEFT_ALONE` are never run: they install things or change a repository.

A docstring's `>>>` examples run in a namespace of their own, so each can be copied as it is.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from doctest import ELLIPSIS
from doctest import Example as Expectation
from pathlib import Path
from typing import Any, NamedTuple

from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.evaluators.doctest import DocTestEvaluator, OutputChecker
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer
from sybil.parsers.rest import DocTestParser
from sybil.typing import Parser

ROOT = Path(__file__).resolve().parent.parent
RUN = frozenset({"console", "python", "sh"})
PAGES = ("README.md", "CONTRIBUTING.md", "docs/*.md", "docs/**/*.md")
SHOWN = frozenset({"bibtex", "csv", "html", "ics", "json", "sql", "text", "toml", "yaml"})
LEFT_ALONE = ("git ", "make ", "pip ", "pip3 ", "python -m pip ", "pre-commit ", "uv ")

_FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n"))
_TITLE = re.compile(r'\A(?P<language>\S*)(?:\s+title="(?P<title>[^"]+)")?\s*\Z')
_PRINTED = "__printed__"
_FOLDER = "__folder__"


class Info(NamedTuple):
    """What the line after the opening fence says."""

    language: str
    title: str | None


def read_info(line: str) -> Info | None:
    """The language and title of a block, or None where the line says anything else."""
    found = _TITLE.match(line.strip())
    return Info(found["language"], found["title"]) if found else None


class Command(NamedTuple):
    """One command of a console block, with what is shown below it."""

    line: str
    shown: str


def read_commands(source: str) -> Iterator[Command]:
    """The commands of a console block; a line that ends with a backslash goes on."""
    command: str | None = None
    shown: list[str] = []
    for line in source.splitlines():
        if command is not None and command.endswith("\\"):
            command = f"{command[:-1]}{line.removeprefix('> ').lstrip()}"
        elif line.startswith("$ "):
            if command is not None:
                yield Command(command, "".join(shown))
            command, shown = line[2:], []
        else:
            shown.append(f"{line}\n")
    if command is not None:
        yield Command(command, "".join(shown))


def difference(shown: str, got: str) -> str:
    """An empty text if the output is the one shown, else both."""
    checker = OutputChecker()
    if checker.check_output(shown, got, ELLIPSIS):
        return ""
    return checker.output_difference(Expectation("", shown), got, ELLIPSIS)


def _environment() -> dict[str, str]:
    programs = str(Path(sys.executable).parent)
    return {
        "PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)]),
        "HOME": str(Path.cwd()),
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "TERM": "dumb",
    }


def run_commands(source: str) -> str:
    """Run a console block in the working folder; an empty text, or what went wrong."""
    code = 0
    commands = list(read_commands(source))
    if not commands:
        return "a console block has at least one line that starts with '$ '"
    followers = [command.line for command in commands[1:]] + [""]
    for (line, shown), following in zip(commands, followers, strict=True):
        if line.startswith(LEFT_ALONE):
            continue
        if line == "echo $?":
            got = f"{code}\n"
        else:
            done = subprocess.run(
                ["sh", "-c", line],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            code, got = done.returncode, done.stdout
            if code and following != "echo $?":
                return f"$ {line}\nended with {code}:\n{got}"
        if shown and (told := difference(shown, got)):
            return f"$ {line}\n{told}"
    return ""


def _run_console(example: Example) -> str:
    return run_commands(str(example.parsed))


def _run_script(example: Example) -> str:
    lines = [line.partition(" #")[0].rstrip() for line in str(example.parsed).splitlines()]
    commands = [f"$ {line}" for line in lines if line and not line.startswith("#")]
    return run_commands("\n".join(commands))


_execute = PythonEvaluator()


def _run_python(example: Example) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        _execute(example)
    example.namespace[_PRINTED] = printed.getvalue()


def _compare_printed(example: Example) -> str:
    return difference(str(example.parsed), example.namespace[_PRINTED])


def _write_file(example: Example) -> None:
    title, text = example.parsed
    target = Path(title)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


_read_doctests = DocTestStringParser(DocTestEvaluator(ELLIPSIS))


def read_blocks(document: Document) -> Iterable[Region]:
    """Every block of a page that has something to be held to."""
    printed_until: int | None = None
    for block in _FENCES(document):
        prints_here, printed_until = printed_until, None
        info = read_info(block.lexemes["info"])
        if info is None:
            continue  # tests/test_documents.py refuses it, with its place
        source = block.lexemes["source"]
        block.parsed = source
        if info.title is not None:
            block.parsed = (info.title, str(source))
            block.evaluator = _write_file
        elif info.language == "console":
            block.evaluator = _run_console
        elif info.language == "sh":
            block.evaluator = _run_script
        elif info.language == "python" and ">>>" in source:
            for region in _read_doctests(source, document.path):
                region.adjust(block, source)
                yield region
            continue
        elif info.language == "python":
            block.evaluator = _run_python
            printed_until = block.end
        elif (
            info.language == "text"
            and prints_here is not None
            and not document.text[prints_here : block.start].strip()
        ):
            block.evaluator = _compare_printed
        else:
            continue
        yield block


class DocstringDocument(Document):
    """A module whose docstrings are read one by one, each with a namespace of its own."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text, path)
        self.starts: list[int] = []

    @classmethod
    def parse(cls, path: str, *parsers: Parser, encoding: str = "utf-8") -> DocstringDocument:
        document = cls(Path(path).read_text(encoding), path)
        docstrings = PythonDocStringDocument.extract_docstrings(document.text)
        for start, _end, text in sorted(docstrings):
            document.starts.append(start)
            docstring = Document(text, path)
            for parser in parsers:
                for region in parser(docstring):
                    region.start += start
                    region.end += start
                    document.add(region)
        return document

    def examples(self) -> Iterator[Example]:
        namespaces: dict[int, dict[str, Any]] = {}
        for example in super().examples():
            docstring = bisect_right(self.starts, example.start)
            example.namespace = namespaces.setdefault(docstring, {})
            yield example


def enter_folder(namespace: dict[str, Any]) -> None:
    """Work in an empty folder, so that what a page writes litters nothing."""
    folder = tempfile.TemporaryDirectory(prefix="document-", ignore_cleanup_errors=True)
    namespace[_FOLDER] = (Path.cwd(), folder)
    os.chdir(folder.name)


def leave_folder(namespace: dict[str, Any]) -> None:
    back, folder = namespace.pop(_FOLDER)
    os.chdir(back)
    folder.cleanup()


def pages() -> Sybil:
    """The documents that people read."""
    return Sybil(
        [read_blocks],
        path=str(ROOT),
        patterns=PAGES,
        setup=enter_folder,
        teardown=leave_folder,
        name="page",
    )


def docstrings() -> Sybil:
    """The docstrings of the package."""
    return Sybil(
        [DocTestParser(ELLIPSIS)],
        path=str(ROOT),
        patterns=["src/*/*.py", "src/*/*/*.py", "src/*/*/*/*.py"],
        document_types={".py": DocstringDocument},
        setup=enter_folder,
        teardown=leave_folder,
        name="docstring",
    )


def page_paths() -> list[Path]:
    """Every page that is tested, in order."""
    return sorted({path for pattern in PAGES for path in ROOT.glob(pattern)})


_MADE = re.compile(r"(?<=<!-- made from the code -->\n\n).*?(?=\n<!-- end -->)", re.DOTALL)


def made_from_code(page: Path) -> str:
    """What stands on a page between the marks for what is made from the code."""
    found = _MADE.search(page.read_text("utf-8"))
    assert found, f"{page.name} lost the marks between which its tables stand"
    return found[0]


def write_made_from_code(page: Path, text: str) -> None:
    page.write_text(_MADE.sub(lambda _: text, page.read_text("utf-8")), "utf-8")
