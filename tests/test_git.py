"""Git shows and merges files of records through the commands that the page on git names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import cstoevents as cs
from cstoevents.cli import cli
from documents import ROOT

PAGE = ROOT / "docs" / "how-to" / "git.md"
GIT = shutil.which("git")

pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")


class Repository:
    """A repository that is set up as the page says."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "events.json"
        self.git("init", "-q", "-b", "main")
        for line in PAGE.read_text("utf-8").splitlines():
            if line.startswith("$ git config "):
                _, _, _, name, value = line.split(maxsplit=4)
                self.git("config", name, value.strip("'"))
        (folder / ".gitattributes").write_text("*.json diff=cstoevents merge=cstoevents\n")

    def git(self, *arguments: str, code: int = 0) -> str:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        named = {
            f"GIT_{who}_{what}": "t@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={"PATH": path, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", **named},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, chronicle: cs.Chronicle) -> None:
        cs.write_json(chronicle, self.file)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "events")


OSLO = cs.Place(id="oslo", name="Oslo", kind="city")
MEETING = cs.Meeting(
    id="meeting", kind="meeting", title="A meeting", when="2025-05", place="oslo", topics=["peace"]
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.commit(cs.Chronicle(OSLO, MEETING))
    return made


def test_git_diff_shows_records_and_fields(repository: Repository) -> None:
    moved = attrs.evolve(MEETING, when="2025-05-13", topics=["peace", "drugs"])
    cs.write_json(cs.Chronicle(OSLO, moved), repository.file)
    assert repository.git("diff").splitlines() == [
        "events.json",
        "~ Meeting meeting: A meeting",
        "    when: 2025-05 -> 2025-05-13",
        "    topics: + drugs",
    ]
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "moved")
    assert "topics: + drugs" in repository.git("show", "--ext-diff")
    repository.git("rm", "-q", "events.json")
    assert "- Place oslo: Oslo" in repository.git("diff", "--cached")


def merged(repository: Repository, ours: cs.Chronicle, theirs: cs.Chronicle, code: int) -> str:
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(theirs)
    repository.git("checkout", "-q", "main")
    repository.commit(ours)
    return repository.git("merge", "-q", "theirs", code=code)


def test_git_merges_what_each_changed_in_one_record(repository: Repository) -> None:
    ours = cs.Chronicle(OSLO, attrs.evolve(MEETING, when="2025-05-13", topics=["peace", "drugs"]))
    bergen = cs.Place(id="bergen", name="Bergen", kind="city")
    theirs = cs.Chronicle(
        OSLO, bergen, attrs.evolve(MEETING, status="held", place="bergen", topics=["borders"])
    )
    merged(repository, ours, theirs, 0)
    both = attrs.evolve(
        MEETING, when="2025-05-13", status="held", place="bergen", topics=["drugs", "borders"]
    )
    assert cs.read_json(repository.file) == cs.Chronicle(OSLO, bergen, both)


def test_git_says_what_both_changed_and_leaves_its_own_marks(repository: Repository) -> None:
    ours = cs.Chronicle(OSLO, attrs.evolve(MEETING, when="2025-05-13"))
    theirs = cs.Chronicle(OSLO, attrs.evolve(MEETING, when="2025-05-14"))
    said = merged(repository, ours, theirs, 1)
    assert "events.json: conflict: meeting: when: 2025-05-13 or 2025-05-14" in said
    assert "<<<<<<<" in repository.file.read_text("utf-8")


def test_git_does_not_remove_what_the_other_side_refers_to(repository: Repository) -> None:
    ours = cs.Chronicle(OSLO)
    visit = cs.Event(id="visit", kind="visit", title="A visit", parent="meeting")
    said = merged(repository, ours, cs.Chronicle(OSLO, MEETING, visit), 1)
    assert "'meeting'" in said


POPOLO = cs.Official(id="ann", name="Ann Example")


def test_git_reads_a_file_by_how_it_begins(repository: Repository) -> None:
    """As every command does: `events.json` may be Popolo."""
    cs.write_popolo(cs.Chronicle(POPOLO), repository.file)
    repository.git("commit", "-q", "-a", "-m", "Popolo")
    cs.write_popolo(cs.Chronicle(attrs.evolve(POPOLO, name="Ann B. Example")), repository.file)
    assert repository.git("diff").splitlines()[-1].strip() == "name: Ann Example -> Ann B. Example"


def test_git_merges_a_file_by_how_it_begins(repository: Repository) -> None:
    cs.write_popolo(cs.Chronicle(POPOLO), repository.file)
    repository.git("commit", "-q", "-a", "-m", "Popolo")
    repository.git("checkout", "-q", "-b", "other")
    cs.write_popolo(cs.Chronicle(attrs.evolve(POPOLO, born="1970")), repository.file)
    repository.git("commit", "-q", "-a", "-m", "born")
    repository.git("checkout", "-q", "main")
    cs.write_popolo(cs.Chronicle(attrs.evolve(POPOLO, name="Ann B. Example")), repository.file)
    repository.git("commit", "-q", "-a", "-m", "name")
    repository.git("merge", "-q", "-m", "merged", "other")
    (ann,) = cs.read_popolo(repository.file).officials
    assert (str(ann.name), ann.born) == ("Ann B. Example", cs.When("1970"))


def test_what_the_format_of_a_merged_file_can_not_carry_is_told(tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text("Title,Date,Kind,Place\nVisit,2025,visit,Osh\n")
    states = [str(tmp_path / name) for name in ("base", "ours", "theirs")]
    done = CliRunner().invoke(cli, ["git-merge", *states, "events.csv"])
    assert done.exit_code == 0
    assert "events.csv: 1 loss in sheet:" in done.output
    assert [str(event.title) for event in cs.read_sheet(states[1], format="csv").events] == [
        "Visit"
    ]
