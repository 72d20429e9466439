"""The workflow of the hosted builds, which cannot run here: what of it can be judged without running."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from installers.errors import run
from installers.product import TOP
from tests.packaging.tools import needed

PATH = TOP / ".github/workflows/installers.yml"
SCRIPTS = ("packaging/macos/notarise.sh", "packaging/macos/try.sh")


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    said: dict[Any, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return said


def _steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def _shell(workflow: dict[Any, Any]) -> list[str]:
    """What bash is given."""
    jobs = [job for job in workflow["jobs"].values() if job["defaults"]["run"]["shell"] == "bash"]
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


def test_every_action_is_pinned_by_its_commit_and_says_which_release_that_is(workflow: dict[Any, Any]) -> None:
    used = [step["uses"] for step in _steps(workflow) if "uses" in step]
    assert len(used) >= 10
    lines = re.findall(r"uses: (\S+)(.*)", PATH.read_text(encoding="utf-8"))
    assert [name for name, _ in lines] == used
    for name, comment in lines:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    # One release of each, so that none is forgotten when they are raised.
    assert len({*used}) == len({name.partition("@")[0] for name in used})


def test_a_container_is_pinned_by_its_digest(workflow: dict[Any, Any]) -> None:
    images = [job["container"]["image"] for job in workflow["jobs"].values() if "container" in job]
    assert images
    assert all(re.fullmatch(r"debian:12@sha256:[0-9a-f]{64}", image) for image in images)


def test_it_may_read_the_repository_and_nothing_else(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    checkouts = [step for step in _steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_nobody_from_outside_starts_it(workflow: dict[Any, Any]) -> None:
    # YAML 1.1 reads the word `on` as true.
    assert workflow[True] == {"workflow_dispatch": None, "push": {"tags": ["v*"]}}


def test_nothing_that_was_fetched_is_run_unseen() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(sudo\s+)?(ba|z|da)?sh\b", text)
    assert "eval" not in text
    # What is fetched besides packages is the runtime of the AppImage, whose hash `appdir.join` compares.
    fetching = re.findall(r"^ *(?:curl|wget|Invoke-WebRequest)\b.*$", text, re.MULTILINE)
    assert [line.partition("--output ")[2] for line in fetching] == ['build/installers/runtime-x86_64 "$url"']


def test_no_secret_and_no_name_from_outside_stands_in_a_command(workflow: dict[Any, Any]) -> None:
    """They come by the environment: what stands in a command is run by the shell."""
    assert not any("${{" in step.get("run", "") for step in _steps(workflow))


def test_what_is_signed_is_asked_for_where_a_key_exists(workflow: dict[Any, Any]) -> None:
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if any("secrets." in str(value) for value in step.get("env", {}).values()):
                name = re.fullmatch(r"env\.(SIGNS_[A-Z]+) == 'true'", step["if"])
                assert name, step["name"]
                assert re.fullmatch(r"\$\{\{ secrets\.[A-Z_]+ != '' \}\}", job["env"][name[1]])


def test_every_system_tries_what_it_gets(workflow: dict[Any, Any]) -> None:
    jobs = workflow["jobs"]
    assert set(jobs) == {"build", "windows", "macos", "flatpak", "together"}
    assert set(jobs["together"]["needs"]) == set(jobs) - {"together"}
    for name in ("build", "flatpak"):
        assert any("selftest --json" in step.get("run", "") for step in jobs[name]["steps"])
    for name, script in (("windows", "packaging/windows/try.ps1"), ("macos", "packaging/macos/try.sh")):
        assert any(script in step.get("run", "") for step in jobs[name]["steps"])
        assert "selftest --json" in (TOP / script).read_text(encoding="utf-8")
    assert all("timeout-minutes" in job for job in jobs.values())


def test_a_release_without_a_python_for_windows_is_refused_in_a_sentence(
    workflow: dict[Any, Any], tmp_path: Path
) -> None:
    step = next(each for each in _steps(workflow) if each.get("name") == "The Python of the Windows packages is named")
    runtimes = tmp_path / "packaging/windows/runtimes.toml"
    runtimes.parent.mkdir(parents=True)
    python = re.sub(r"^.*<<'PYTHON'\n(.*)PYTHON\n$", r"\1", step["run"], flags=re.DOTALL)
    (tmp_path / "step.py").write_text(python, encoding="utf-8")
    try_it = ["bash", "-c", "python3 step.py 2>&1 || true"]
    runtimes.write_text('[release]\nversion = "3.13.9"\nurl = ""\nsha256 = ""\n', encoding="utf-8")
    assert "url, sha256 under [release]" in run(try_it, folder=tmp_path)
    runtimes.write_text('[release]\nversion = "3"\nurl = "https://…"\nsha256 = "0"\n', encoding="utf-8")
    assert run(try_it, folder=tmp_path) == ""


def test_files_that_it_names_are_there(workflow: dict[Any, Any]) -> None:
    commands = "\n".join(step.get("run", "") for step in _steps(workflow))
    named = set(re.findall(r"\bpackaging/[\w./-]+\.(?:sh|ps1|toml|txt|py)\b", commands))
    assert len(named) >= 6
    assert [name for name in sorted(named) if not (TOP / name).is_file()] == []


def test_bash_understands_every_command(workflow: dict[Any, Any], tmp_path: Path) -> None:
    needed("bash")
    assert len(_shell(workflow)) >= 10
    for number, text in enumerate(_shell(workflow)):
        (tmp_path / f"{number}.sh").write_text(text, encoding="utf-8")
        run(["bash", "-n", tmp_path / f"{number}.sh"])
    for name in SCRIPTS:
        run(["bash", "-n", TOP / name])
