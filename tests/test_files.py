"""Files are replaced in one step, whatever fails on the way, and no larger than allowed."""

from __future__ import annotations

import codecs
import errno
import io
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import cstoevents as cs
from cstoevents.formats import files, staging

OLD, NEW = b"the old file", b"the new file, which is longer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "chronicle.json"
    path.write_bytes(OLD)
    return path


def test_a_file_is_replaced(path: Path) -> None:
    files.write_bytes(path, NEW)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_a_file_is_made_where_there_was_none(tmp_path: Path) -> None:
    files.write_bytes(str(tmp_path / "new.json"), NEW)
    assert (tmp_path / "new.json").read_bytes() == NEW
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o666 & ~umask


class FullDisk:
    """An operating system in which the call of one number fails, counted over all of some."""

    CALLS = ("open", "write", "fsync", "replace", "chmod")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
        self.left = failing
        self.failed: str | None = None
        monkeypatch.setattr(files.os, "fsync", self.wrapped("fsync", os.fsync))
        monkeypatch.setattr(files.os, "open", self.wrapped("open", os.open))
        monkeypatch.setattr(Path, "replace", self.wrapped("replace", Path.replace))
        monkeypatch.setattr(Path, "chmod", self.wrapped("chmod", Path.chmod))
        opened = open

        def open_slowly(*args: Any, **options: Any) -> Any:
            file = opened(*args, **options)
            disk = self

            class File:
                def __enter__(self) -> Any:
                    return self

                def __exit__(self, *_: object) -> None:
                    file.close()

                def write(self, data: bytes) -> int:
                    file.write(data[: len(data) // 2])
                    file.flush()
                    disk.count("write")
                    return int(file.write(data[len(data) // 2 :]))

                def flush(self) -> None:
                    disk.count("flush")
                    file.flush()

                def fileno(self) -> int:
                    return int(file.fileno())

            return File()

        monkeypatch.setattr(files, "open", open_slowly, raising=False)

    def count(self, call: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.failed = call
            raise OSError(28, f"No space left on device, at {call}")

    def wrapped(self, call: str, function: Any) -> Any:
        def counted(*args: Any, **options: Any) -> Any:
            self.count(call)
            return function(*args, **options)

        return counted


def test_whatever_call_fails_the_old_file_or_the_new_one_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call that can fail does, one after the other."""
    seen = set()
    for failing in range(1, 20):
        path.write_bytes(OLD)
        with monkeypatch.context() as patched:
            disk = FullDisk(patched, failing)
            try:
                files.write_bytes(path, NEW)
            except OSError:
                left = OLD
            else:
                left = NEW
        assert path.read_bytes() == left
        assert list(path.parent.iterdir()) == [path]
        seen.add(disk.failed)
    assert {"open", "write", "flush", "fsync", "chmod", "replace", None} <= seen


def test_an_interrupt_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.write_bytes(path, NEW)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


WRITER = """
import sys
from pathlib import Path
from cstoevents.formats.files import replace
number = 0
print("ready", flush=True)
while True:
    number += 1
    replace(Path(sys.argv[1]), bytes([number % 256]) * 1_000_000)
"""


def writer(path: Path) -> subprocess.Popen[bytes]:
    """A process that replaces a file again and again."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def is_whole(data: bytes) -> bool:
    return data == OLD or (len(data) == 1_000_000 and len(set(data)) == 1)


@pytest.mark.slow
def test_killed_at_any_moment_it_leaves_one_whole_file(path: Path) -> None:
    """And what it leaves beside that is taken away by the next write."""
    choice, kills, left = random.Random(2), 15, 0
    for _ in range(kills):
        process = writer(path)
        time.sleep(choice.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert is_whole(path.read_bytes())
        left += len(list(path.parent.iterdir())) - 1
    files.write_bytes(path, NEW)
    assert list(path.parent.iterdir()) == [path]
    print(f"{kills} kills: every file whole, {left} leftovers seen, none left")


@pytest.mark.slow
def test_several_writers_of_one_file_and_its_neighbour_leave_each_other_alone(path: Path) -> None:
    """None takes away what another is still writing."""
    writers = [writer(path.with_name(name)) for name in (path.name, path.name, "other", "zip.zip")]
    ends = time.monotonic() + 3
    while time.monotonic() < ends:
        assert is_whole(path.read_bytes())
    for process in writers:
        assert process.poll() is None, process.communicate()[1]
        process.kill()
        process.communicate()
    files.write_bytes(path, NEW)
    assert {item.name for item in path.parent.iterdir()} == {path.name, "other", "zip.zip"}


class TestWhatLiesBesideAFileIsNotTrusted:
    """Nothing is taken away but what a killed write of this very machine has left."""

    def kept(self, path: Path, other: Path) -> None:
        files.write_bytes(path, NEW)
        assert path.read_bytes() == NEW
        assert os.path.lexists(other)

    @pytest.mark.parametrize("name", [".cstoevents-1", ".cstoevents-new-00", ".cstoevents-x"])
    def test_a_folder_by_another_number_stays(self, path: Path, name: str) -> None:
        (path.parent / name).mkdir()
        (path.parent / name / "content").write_bytes(b"mine")
        self.kept(path, path.parent / name / "content")

    def test_a_folder_that_is_named_by_its_inode_stays(self, path: Path) -> None:
        """As one on a disk that was sent with all its inodes can be."""
        left = self.leftover(path)
        left = left.rename(path.parent / f".cstoevents-{left.stat().st_ino}")
        self.kept(path, left / "content")

    def test_a_link_or_a_file_stays(self, path: Path, tmp_path: Path) -> None:
        diary = tmp_path / "diary"
        diary.mkdir()
        (diary / "content").write_bytes(b"mine")
        link = path.parent / staging.name_of(diary.stat().st_ino)
        link.symlink_to(diary, target_is_directory=True)
        self.kept(path, link)
        self.kept(path, diary / "content")
        link.unlink()
        link.write_bytes(b"mine")
        self.kept(path, link)

    def test_what_no_write_makes_stays_even_in_a_folder_of_ours(self, path: Path) -> None:
        left = self.leftover(path)
        (left / "notes.txt").write_bytes(b"mine")
        self.kept(path, left / "notes.txt")

    def test_a_folder_that_is_locked_stays(self, path: Path) -> None:
        left = self.leftover(path)
        with staging.locked(left, exclusive=True):
            self.kept(path, left / "content")
        files.write_bytes(path, NEW)
        assert not left.exists()

    @pytest.mark.parametrize("content", [b"", b"half a fi", None])
    def test_what_a_killed_write_left_goes(self, path: Path, content: bytes | None) -> None:
        left = self.leftover(path)
        if content is None:
            (left / "content").unlink()
        else:
            (left / "content").write_bytes(content)
        (path.parent / ".cstoevents-new-0011223344556677").mkdir()
        files.write_bytes(path, NEW)
        assert list(path.parent.iterdir()) == [path]

    def leftover(self, path: Path) -> Path:
        new = path.parent / "new"
        new.mkdir()
        (new / "content").write_bytes(b"half a fi")
        return new.rename(path.parent / staging.name_of(new.stat().st_ino))


def test_processes_of_one_system_know_the_folders_of_each_other() -> None:
    script = "from cstoevents.formats.staging import name_of; print(name_of(7))"
    of_others = {
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert of_others == {f"{staging.name_of(7)}\n".encode()}


def test_a_writer_whose_new_folder_is_taken_for_a_leftover_makes_another(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another writer clears between the making of a folder and its lock."""
    made: list[Path] = []
    mkdir = Path.mkdir

    def mkdir_and_lose_it(self: Path, *args: Any, **options: Any) -> None:
        mkdir(self, *args, **options)
        made.append(self)
        if len(made) < 3:
            self.rmdir()

    monkeypatch.setattr(Path, "mkdir", mkdir_and_lose_it)
    files.write_bytes(path, NEW)
    assert len(made) == 3
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("target", ["none/file.json", "none/tables"])
def test_an_error_names_what_was_asked_for(tmp_path: Path, target: str) -> None:
    write = cs.write_json if target.endswith("json") else cs.write_csv
    with pytest.raises(FileNotFoundError) as caught:
        write(cs.Chronicle(), tmp_path / target)
    named = repr(str(tmp_path / target))
    assert str(caught.value) == f"[Errno 2] No such file or directory: {named}"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o400])
def test_permissions_are_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    files.write_bytes(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == NEW


def test_a_private_file_is_never_open_to_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o600)
    modes = []
    synced = os.fsync

    def look(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        synced(handle)

    monkeypatch.setattr(files.os, "fsync", look)
    files.write_bytes(path, NEW)
    assert modes[0] == 0o600


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    files.write_bytes(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_a_link_to_nothing_makes_what_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "target.json")
    files.write_bytes(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "target.json").read_bytes() == NEW


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".json")
    files.write_bytes(path, NEW)
    assert path.read_bytes() == NEW


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    files.write_bytes(pipe, NEW)
    reader.join(10)
    assert read == [NEW]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.write_bytes(tmp_path, NEW)
    with pytest.raises(FileNotFoundError):
        files.write_bytes(tmp_path / "none" / "file", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", [io.BytesIO(), io.StringIO()])
def test_an_open_file_is_written_to(target: Any) -> None:
    files.write_bytes(target, "слово".encode())
    assert target.getvalue() in ("слово", "слово".encode())


@pytest.mark.parametrize(
    "source",
    [
        b"0123456789",
        bytearray(b"0123456789"),
        memoryview(b"0123456789"),
        io.BytesIO(b"0123456789"),
        io.StringIO("0123456789"),
    ],
    ids=lambda source: type(source).__name__,
)
def test_bytes_and_files_are_read_up_to_the_limit(source: Any) -> None:
    assert files.read_bytes(source, limit=10) == b"0123456789"
    if hasattr(source, "seek"):
        source.seek(0)
    with pytest.raises(cs.InputError, match="more than 9 bytes', expected at most 9 bytes"):
        files.read_bytes(source, limit=9)


def test_no_more_is_read_than_the_limit(path: Path) -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            Endless.asked += size
            return b"x" * size

    with pytest.raises(cs.InputError):
        files.read_bytes(Endless(), limit=100)
    assert Endless.asked == 101
    with pytest.raises(cs.InputError) as caught:
        files.read_bytes(path, limit=3)
    assert caught.value.problems[0].file == str(path)
    with pytest.raises(FileNotFoundError):
        files.read_bytes(path.with_name("none"))


def test_a_file_has_the_name_that_it_was_opened_by(path: Path) -> None:
    with path.open("rb") as file:
        assert files.name_of(file) == str(path)
    assert files.name_of(path) == files.name_of(str(path)) == str(path)
    assert files.name_of(b"x") is None
    assert files.name_of(io.BytesIO()) is None
    with os.fdopen(os.dup(0), "rb") as nameless:
        assert files.name_of(nameless) is None


class TestTargetsThatAreNoOrdinaryFiles:
    """Each takes all that is written, however much it takes at once."""

    MUCH = "слово ".encode() * 100_000

    @pytest.mark.parametrize("blocking", [True, False])
    def test_a_raw_pipe_takes_all(self, blocking: bool) -> None:
        read, write = os.pipe()
        os.set_blocking(write, blocking)
        taken: list[bytes] = []

        def take() -> None:
            with os.fdopen(read, "rb") as file:
                taken.append(file.read())

        reader = threading.Thread(target=take)
        reader.start()
        with os.fdopen(write, "wb", buffering=0) as file:
            files.write_bytes(file, self.MUCH)
        reader.join(10)
        assert taken == [self.MUCH]

    def test_a_buffered_pipe_that_does_not_block_takes_all(self) -> None:
        read, write = os.pipe()
        os.set_blocking(write, False)
        taken: list[bytes] = []

        def take() -> None:
            with os.fdopen(read, "rb") as file:
                taken.append(file.read())

        reader = threading.Timer(0.1, take)
        reader.start()
        with os.fdopen(write, "wb") as file:
            files.write_bytes(file, self.MUCH)
        reader.join(10)
        assert taken == [self.MUCH]

    def test_a_text_file_that_does_not_block_is_refused(self) -> None:
        """Python would take what isn't there as yet for its end, or lose what isn't taken."""
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        expected = "expected a file that waits, or one opened for bytes"
        with os.fdopen(read, encoding="utf-8") as source, os.fdopen(write, "w") as target:
            with pytest.raises(cs.ArgumentError, match=f"^source: .*{expected}"):
                cs.read_json(source)
            with pytest.raises(cs.ArgumentError, match=f"^target: .*{expected}"):
                cs.write_json(cs.Chronicle(), target)

    def test_a_file_of_any_class_that_takes_less_than_asked_gets_all(self) -> None:
        class Sparing:
            taken = b""

            def write(self, data: bytes) -> int:
                self.taken += bytes(data[:5_000])
                return min(len(data), 5_000)

        file = Sparing()
        files.write_bytes(file, self.MUCH)  # of a class that has no name
        assert file.taken == self.MUCH

    def test_a_raw_pipe_is_read_to_its_end(self) -> None:
        read, write = os.pipe()

        def give() -> None:
            with os.fdopen(write, "wb") as file:
                file.write(self.MUCH)

        writer = threading.Thread(target=give)
        writer.start()
        with os.fdopen(read, "rb", buffering=0) as file:
            assert files.read_bytes(file) == self.MUCH
        writer.join(10)

    def test_files_of_text_are_recognised_by_trying(self, tmp_path: Path) -> None:
        with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as named:
            files.write_bytes(named, self.MUCH)
            named.seek(0)
            assert files.read_bytes(named) == self.MUCH
        # What `codecs.open` gives, which Python 3.14 warns of.
        of_utf8 = codecs.getreader("utf-8"), codecs.getwriter("utf-8")
        with codecs.StreamReaderWriter((tmp_path / "file").open("wb"), *of_utf8) as encoded:
            files.write_bytes(encoded, self.MUCH)
        assert (tmp_path / "file").read_bytes() == self.MUCH

    def test_what_takes_neither_bytes_nor_text_is_refused(self) -> None:
        class Numbers:
            def write(self, number: int) -> None:
                raise TypeError("a number")

        with pytest.raises(cs.ArgumentError, match="a file that takes bytes or text"):
            files.write_bytes(Numbers(), b"x")

    @pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a system without /dev/stdout")
    def test_standard_output_by_name_goes_on_where_it_is(self, tmp_path: Path) -> None:
        script = "import cstoevents.formats.files as f; f.write_bytes('/dev/stdout', b'second')"
        path = tmp_path / "out"
        with path.open("wb") as file:
            file.write(b"first ")
            file.flush()
            subprocess.run([sys.executable, "-c", script], stdout=file, check=True)
        assert path.read_bytes() == b"first second"

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="a system without /proc/self/fd")
    @pytest.mark.parametrize(
        "name",
        [
            "/dev/stdout",
            "//dev/stdout",
            "/dev/../dev/fd/1",
            "{up}/dev/stdout",
            "{up}/dev/fd/1",
            "/proc/self/fd/1",
            "/proc/thread-self/fd/1",
            "/proc/{process}/fd/1",
            "/proc/{process}/task/{process}/fd/1",
            "/proc/{parent}/fd/{handle}",
            "/proc/{parent}/cwd/{up}/dev/stdout",
            "link",
            "link to link",
            "linked/stdout",
        ],
    )
    def test_what_a_process_has_open_is_gone_on_with_by_any_name_of_it(
        self, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "link").symlink_to("/dev/stdout")
        (tmp_path / "link to link").symlink_to("link")
        (tmp_path / "linked").symlink_to("/dev")
        script = (
            "import cstoevents.formats.files as f, os, sys\n"
            "own = {'process': os.getpid(), 'parent': os.getppid(), 'handle': sys.argv[2]}\n"
            "own['up'] = '/'.join(['..'] * 40)\n"
            "f.write_bytes(sys.argv[1].format(**own), b'second')"
        )
        path = tmp_path / "out"
        with path.open("ab") as file:
            file.write(b"first ")
            file.flush()
            command = [sys.executable, "-c", script, name, str(file.fileno())]
            subprocess.run(command, stdout=file, cwd=tmp_path, check=True)
        assert path.read_bytes() == b"first second"

    def test_links_that_lead_in_a_circle_are_an_error_of_the_system(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(OSError, match="a"):
            files.write_bytes(tmp_path / "a", NEW)

    @pytest.mark.parametrize("code", [errno.EACCES, errno.EBUSY])
    def test_what_may_not_be_replaced_is_written_to_where_it_is(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        """A file in a folder that one may not write to, and one that is mounted."""

        def refused(*_: object) -> None:
            raise OSError(code, "no")

        inode = path.stat().st_ino
        monkeypatch.setattr(Path, "replace", refused)
        files.write_bytes(path, NEW)
        assert path.read_bytes() == NEW
        assert path.stat().st_ino == inode
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives")
    def test_the_owner_is_kept_where_that_is_allowed(self, path: Path) -> None:
        os.chown(path, 1234, 4321)
        files.write_bytes(path, NEW)
        assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)

    def test_memory_follows_what_is_there(self, path: Path) -> None:
        resource = pytest.importorskip("resource", reason="a system without limits of memory")
        script = f"""
import resource
import cstoevents as cs
from cstoevents.formats import files, staging
limit = 600 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
print(len(files.read_bytes({str(path)!r})))
"""
        assert resource is not None
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        assert int(done.stdout) == len(OLD)
