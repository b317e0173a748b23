"""What the fuzzing targets share: how each is run, for how long, and where it starts from.

A target is a script `fuzz_<reader>.py` with a function that takes bytes. `make fuzz` runs each
of them for FUZZ_SECONDS of the processor's time (60 unless told), guided by which lines of the
library an input reaches. An error that isn't the library's own, an assertion of the target, or a
minute for one input ends it: the input is then left in a file `crash-...` in the working folder.
Make it small, and a test by name.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import atheris

__all__ = ["TESTS", "instrumented", "read_or_refuse", "run"]

TESTS = Path(__file__).parent.parent

LONGEST_MESSAGE = 100_000
"""How many characters a message may have, whatever the input."""
LONGEST_READING = 60
"""How many seconds of the processor one input may take."""


class TookTooLong(BaseException):
    """One input took longer than any may; no `except Exception` on the way keeps it."""


def instrumented() -> AbstractContextManager[None]:
    """Within it the library is imported so that the fuzzer sees which lines are reached."""
    return atheris.instrument_imports(include=["cstoevents"], enable_loader_override=False)


def read_or_refuse(read: Callable[[Any], Any], data: Any) -> Any:
    """Return what a reader makes of data, or None where it refuses it as it should."""
    from cstoevents import InputError  # once the caller has instrumented it

    try:
        return read(data)
    except InputError as error:
        refusal = error
    message = str(refusal)
    assert len(message) < LONGEST_MESSAGE
    assert message.encode()
    assert refusal.problems
    return None


def run(target: Callable[[bytes], None], seeds: Iterable[bytes], words: Iterable[str] = ()) -> None:
    """Give a target inputs made from seeds, with words put in at random, and stop in time."""
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds):
            (corpus / str(number)).write_bytes(seed)
        dictionary = Path(folder) / "words"
        dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words), "utf-8")
        options = [
            f"-dict={dictionary}",
            "-max_len=65536",
            "-timeout=1200",  # by the clock, for what hangs without the processor
            "-rss_limit_mb=2000",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], _in_time(target, folder))
        atheris.Fuzz()


def _in_time(target: Callable[[bytes], None], folder: str) -> Callable[[bytes], None]:
    """The target with its times counted by the processor: a busy machine is no slow input."""
    end = time.process_time() + float(os.environ.get("FUZZ_SECONDS", "60"))

    def stop(_number: int, _frame: object) -> None:
        raise TookTooLong(f"one input took more than {LONGEST_READING} s of the processor")

    signal.signal(signal.SIGPROF, stop)

    def timed(data: bytes) -> None:
        if time.process_time() > end:
            shutil.rmtree(folder)  # of what comes after the target nothing is run
            os.kill(os.getpid(), signal.SIGUSR1)  # libFuzzer prints what it did, and ends
            return
        signal.setitimer(signal.ITIMER_PROF, LONGEST_READING)
        try:
            target(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    return timed


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode()
    )
