"""The documents are true: they name every command, option, route, setting and file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.main import get_command

from qa import Settings
from web.cli import app

HOME = Path(__file__).parents[1]
README = (HOME / "README.md").read_text(encoding="utf-8")
COMMANDS = (HOME / "docs" / "COMMANDS.md").read_text(encoding="utf-8")
API = (HOME / "docs" / "API.md").read_text(encoding="utf-8")
TEXTS = ("README.md", "ARCHITECTURE.md", "docs/COMMANDS.md", "docs/API.md", "docs/GUIDE.md")


def test_every_command_and_option_is_described() -> None:
    command = get_command(app)
    for name, one in command.commands.items():  # type: ignore[attr-defined]
        assert f"`communique {name}" in COMMANDS
        options = [option for parameter in one.params for option in parameter.opts]
        for option in options:
            assert not option.startswith("--") or option == "--help" or f"`{option}`" in COMMANDS


def test_every_setting_is_described_with_its_default() -> None:
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `COMMUNIQUE_{name.upper()}` \| (.+?) \|", COMMANDS, re.MULTILINE)
        assert row is not None
        assert str(field.default) in row[1] or name == "sources"


def test_every_route_is_described(client: TestClient) -> None:
    for path in [*client.get("/openapi.json").json()["paths"], "/docs"]:
        assert path in API


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_somewhere(name: str) -> None:
    text = (HOME / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        assert link.startswith("https://") or (HOME / name).parent.joinpath(link).exists(), link


def test_the_lock_file_has_every_dependency() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (HOME / "requirements.lock").read_text(encoding="utf-8")
    locked = {line.split("==")[0] for line in lock.splitlines()}
    assert {re.split("[=<>]", name)[0] for name in wanted} <= locked


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-rivals.lock"])
def test_a_lock_file_pins_everything_and_names_no_registry(name: str) -> None:
    lock = (HOME / name).read_text(encoding="utf-8")
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-zA-Z0-9._-]+==[^ +]+", line) for line in lines)
    assert "torch==2.13.0" in lines
    assert "://" not in lock
