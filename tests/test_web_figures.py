"""Figures through every door: command line, API, CSV and page tell the same."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from qa import Settings
from tests.conftest import MakeFolder, open_quietly
from web.cli import app
from web.figures_csv import as_csv

ASKED = "people liberated"


def test_every_door_tells_the_same(client: TestClient) -> None:
    answer = client.get("/api/figures", params={"subject": ASKED}).json()
    (row,) = answer["rows"]
    quotes = [figure["quote"] for cell in row["cells"] for figure in cell["figures"]]
    assert quotes == ["approximately 7.7 million", *["nearly eight million"] * 3]
    as_json = CliRunner().invoke(app, ["figures", ASKED, "--json"])
    assert as_json.exit_code == 0
    assert json.loads(as_json.stdout)["rows"] == answer["rows"]
    shown = CliRunner().invoke(app, ["figures", ASKED]).stdout
    assert "▲ up 300,000 (+3.9 %) since 14 November 2019" in shown
    lines = list(
        csv.DictReader(io.StringIO(client.get("/api/figures.csv?subject=people+liberated").text))
    )
    assert [line["words"] for line in lines] == quotes
    assert lines == list(
        csv.DictReader(io.StringIO(CliRunner().invoke(app, ["figures", ASKED, "--csv"]).stdout))
    )
    tree = html.document_fromstring(client.get("/figures", params={"subject": ASKED}).text)
    assert [one.text_content() for one in tree.cssselect(".figures summary")] == quotes
    assert [one.text_content() for one in tree.cssselect(".figures mark")] == quotes
    assert len(tree.cssselect("table caption")) == 1
    assert [one.get("scope") for one in tree.cssselect(".figures tbody th")] == ["row"]
    assert tree.cssselect(".scroll")[0].get("tabindex") == "0"


def test_each_cell_leads_to_its_words(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/figures").text)
    links = [one.get("href") for one in tree.cssselect(".figures td a")]
    assert len(links) == 18
    page = html.document_fromstring(client.get(links[0], follow_redirects=True).text)
    assert page.cssselect("mark")[0].text_content() in {
        one.text_content() for one in tree.cssselect(".figures mark")
    }


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("subject=of+the", 400, "no word to look for"),
        ("kind=weather", 400, "no figures of the kind"),
        ("meeting=1999-01-01", 404, "1999-01-01"),
        ("subject=penguins", 200, "no figure that is surely about"),
        ("meeting=2020-06-04&kind=money", 200, "no figure of the kind money"),
        ("subject=%3Cb%3Epeople%3C/b%3E", 200, "no figure that is surely about"),
    ],
)
def test_what_the_page_says(client: TestClient, query: str, status: int, told: str) -> None:
    answer = client.get(f"/figures?{query}")
    assert (answer.status_code, told in answer.text) == (status, True)
    assert "<b>people" not in answer.text
    assert client.get(f"/api/figures?{query}").status_code == status


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["figures", "of the"], 2),
        (["figures", "penguins"], 3),
        (["figures", "--kind", "weather"], 2),
        (["figures", "--meeting", "1999"], 2),
        (["figures", "people", "--json", "--csv"], 2),
    ],
)
def test_exit_codes(monkeypatch: pytest.MonkeyPatch, given: list[str], code: int) -> None:
    from web.cli import run

    monkeypatch.setattr("sys.argv", ["communique", *given])
    try:
        left = run()
    except SystemExit as stop:
        left = int(str(stop.code))
    assert left == code


def test_no_cell_is_a_formula(make_folder: MakeFolder, settings: Settings) -> None:
    folder = make_folder("=SUM(A1) raised $5 million for aid.\n\n@sum of 40 villages were rebuilt.")
    engine = open_quietly(settings.model_copy(update={"sources": folder}))
    lines = list(csv.reader(io.StringIO(as_csv(engine.figures.table()))))
    assert len(lines) > 1
    cells = [cell for line in lines for cell in line]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert any(cell.startswith("'=SUM(A1)") for cell in cells)
