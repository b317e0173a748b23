"""What machines run: the workflows are valid, and ask for commands and Pythons that there are."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents import ROOT

yaml = pytest.importorskip("yaml", reason="PyYAML comes with mkdocs")

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def steps_of(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def runs_of(path: Path) -> list[str]:
    return [step["run"] for step in steps_of(path) if "run" in step]


def test_there_are_workflows_for_tests_and_for_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["release", "test"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
class TestWorkflows:
    """Each, held to what its runner asks for, and to what this repository has."""

    def test_every_job_has_a_machine_a_limit_of_time_and_steps(self, path: Path) -> None:
        workflow = read(path)
        assert workflow["name"]
        assert workflow[True], "YAML 1.1 reads the key `on` as true"
        for name, job in workflow["jobs"].items():
            assert re.fullmatch(r"ubuntu-[0-9.]+", job["runs-on"])
            assert 0 < job["timeout-minutes"] <= (350 if name == "weekly" else 60)
            assert set(job.get("needs", "").split()) <= workflow["jobs"].keys()
            for step in job["steps"]:
                assert ("uses" in step) != ("run" in step), step

    def test_no_job_may_write_unless_it_says_what(self, path: Path) -> None:
        granted = read(path)["permissions"]
        assert set(granted.values()) <= {"read"}

    def test_every_action_has_a_version(self, path: Path) -> None:
        for step in steps_of(path):
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@(v[0-9]+|release/v[0-9]+)", step["uses"])

    def test_every_command_of_make_is_there(self, path: Path) -> None:
        makefile = (ROOT / "Makefile").read_text("utf-8")
        (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
        asked = re.findall(r"\bmake ([a-z]+)", "\n".join(runs_of(path)))
        assert asked
        assert set(asked) <= set(phony.split())

    def test_every_program_of_the_environment_is_one_of_its_tools(self, path: Path) -> None:
        runs = "\n".join(runs_of(path))
        asked = re.findall(r"\.venv/bin/(?:python -m )?(\w+)", runs)
        assert [name for name in asked if importlib.util.find_spec(name) is None] == []

    def test_what_is_passed_on_is_made_before(self, path: Path) -> None:
        made: set[str] = set()
        for step in steps_of(path):
            action, name = step.get("uses", ""), step.get("with", {}).get("name")
            if "upload-artifact" in action:
                made.add(name)
            elif "download-artifact" in action:
                assert name in made


def test_the_tests_run_on_every_python_that_the_package_names() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]
    named = [
        line.rpartition(" ")[2]
        for line in PROJECT["project"]["classifiers"]
        if re.search(r":: 3\.[0-9]+\Z", line)
    ]
    assert jobs["test"]["strategy"]["matrix"]["python"] == named


@pytest.mark.parametrize(
    ("job", "command", "at"), [("oldest", "oldest", 0), ("newest", "newest", -1)]
)
def test_oldest_and_newest_versions_of_dependencies_are_tested(
    job: str, command: str, at: int
) -> None:
    """With the oldest and the newest Python, and each week anew."""
    workflow = read(ROOT / ".github" / "workflows" / "test.yml")
    assert workflow[True]["schedule"], "YAML 1.1 reads the key `on` as true"
    steps = workflow["jobs"][job]["steps"]
    assert f"make {command} PYTHON=python" in [step.get("run") for step in steps]
    (python,) = [
        step["with"]["python-version"] for step in steps if "setup" in step.get("uses", "")
    ]
    assert python == workflow["jobs"]["test"]["strategy"]["matrix"]["python"][at]


def test_what_takes_long_is_run_each_week() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "test.yml")
    job = workflow["jobs"]["weekly"]
    assert "schedule" in workflow[True]
    assert "github.event_name != 'pull_request'" in job["if"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    commands = job["strategy"]["matrix"]["command"]
    assert set(commands) == {"faults", "heavy", "pythons"} <= set(phony.split())
    assert job["steps"][-1]["run"] == "make ${{ matrix.command }} PYTHON=python3.13"


def test_every_dependency_has_a_lower_bound_that_can_be_installed_alone() -> None:
    path = ROOT / "tests" / "oldest" / "install_and_test.py"
    spec = importlib.util.spec_from_file_location("install_and_test", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    wanted = script.wanted_of(PROJECT["project"])
    assert len(script.oldest(wanted)) == len(wanted) > 10
    assert all("==" in version for version in script.oldest(wanted))


def test_the_release_is_published_without_a_password() -> None:
    publish = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert not any("password" in step.get("with", {}) for step in publish["steps"])


def test_updates_are_looked_for_in_all_that_the_repository_uses() -> None:
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(update["schedule"]["interval"] for update in updates)


def test_the_hook_for_repositories_of_data_runs_a_command_of_ours() -> None:
    (hook,) = read(ROOT / ".pre-commit-hooks.yaml")
    program, command = hook["entry"].split()
    assert program in PROJECT["project"]["scripts"]
    from cstoevents.cli import cli

    assert command in cli.commands
    assert re.search(hook["files"], "data/chronicle.json")
