"""The client of the API against a real server: the engine's own dataclasses, problems as errors."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from qa import Engine, Filters, Settings, read_meeting, read_paragraph
from qa.check import check, read_text
from qa.citing import verify_citation, written
from qa.compare import compare
from qa.history import follow, silences
from qa.phrase import VerifiedQuotation, verify_quotation
from tests.conftest import MakeFolder, open_quietly
from tests.served import served
from web.client import Client, Problem

HOME = Path(__file__).parents[1]
QUESTION = "How many people had been freed from Daesh by late 2019?"
SAID = "The Coalition campaign has liberated approximately 7.7 million people"
TOKEN = "a secret of the tests"  # noqa: S105


@pytest.fixture(scope="module")
def address(engine: Engine, real_data: Path) -> Iterator[str]:
    with served(engine, Settings.read(data=real_data)) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    with Client(address) as client:
        yield client


def timeless(one: Any) -> Any:
    """The same without what no two answers share."""
    if isinstance(one, VerifiedQuotation):
        return replace(one, found=timeless(one.found))
    named = is_dataclass(one) and "elapsed_ms" in {field.name for field in fields(one)}
    return replace(one, elapsed_ms=0.0) if named else one


def test_answers_are_those_of_the_engine(client: Client, engine: Engine) -> None:
    store = engine.store
    link = engine.ask(QUESTION).answers[0].citation.permalink
    filters = Filters(meetings=("2021-06", "2017"), place="rome")
    text = f"They said: “{SAID}.”\n"
    pairs: list[tuple[Any, Any]] = [
        (client.ask(QUESTION), engine.ask(QUESTION)),
        (
            client.ask("Who met?", meeting=["2021-06", "2017"], place="rome", limit=1),
            engine.ask("Who met?", filters, 1),
        ),
        (client.ask("Why did Russia join?"), engine.ask("Why did Russia join?")),
        (client.find(SAID), engine.find(SAID)),
        (
            client.verify_quotation(SAID, "2017"),
            verify_quotation(SAID, "2017", store, engine.find),
        ),
        (client.meetings(), store.meetings()),
        (client.meeting("2021-06"), read_meeting(store, "2021-06")),
        (client.paragraph("2021-06", 3), read_paragraph(store, "2021-06", 3)),
        (client.compare("2020-06", "2021-03"), compare(engine, "2020-06", "2021-03")),
        (client.history("piracy"), follow(engine, "piracy")),
        (client.silences(2), silences(engine, 2)),
        (client.figures("people freed"), engine.figures.table("people freed", [], None)),
        (client.verify(link), verify_citation(link, store, engine.find)),
        (client.cite(link, format="apa"), written([link], store, "apa")),
        (client.check(text), check(engine, "Your text", read_text("x.txt", text.encode()))),
    ]
    for got, wanted in pairs:
        assert timeless(got) == timeless(wanted)


def test_many_questions(client: Client, engine: Engine) -> None:
    first, wrong, last = client.batch([QUESTION, "", {"q": "Who met?", "meeting": "2021-06"}])
    assert timeless(first) == timeless(engine.ask(QUESTION))
    assert isinstance(wrong, Problem)
    assert str(wrong) == "The question is empty. Type a question about the meetings."
    rome = Filters(meetings=("2021-06",))
    assert timeless(last) == timeless(engine.ask("Who met?", rome))


def test_a_file_is_checked(client: Client, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(f"“{SAID},” they said.", encoding="utf-8")
    checked = client.check(tmp_path / "draft.md", "article")
    assert (checked.name, checked.quotations[0].verdict) == ("draft.md", "verbatim")


def test_problems(client: Client, address: str) -> None:
    with pytest.raises(Problem, match=r"^The question is empty\.") as empty:
        client.ask("")
    assert empty.value.status == 400
    with pytest.raises(Problem, match=r"^No meeting begins with 'a\?b'\.") as unknown:
        client.meeting("a?b")
    assert unknown.value.status == 404
    with pytest.raises(Problem, match="limit must be at most 20"):
        client.ask("who", limit=21)
    with pytest.raises(Problem, match="COMMUNIQUE_ADMIN_TOKEN"):
        client.remove("2017")
    with (
        Client("http://127.0.0.1:1") as nobody,
        pytest.raises(Problem, match=r"^http://127.0.0.1:1 cannot be reached: ") as unreached,
    ):
        nobody.ask("who")
    assert unreached.value.status is None
    with Client(f"{address}/static") as page, pytest.raises(Problem) as other:
        page.meetings()
    assert other.value.status == 404


class AnotherProgram(BaseHTTPRequestHandler):
    """What answers whatever is asked with a page, as the gate of a network does."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Sign in</title>")

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    "call",
    [
        Client.meetings,
        Client.documents,
        Client.version,
        lambda client: client.ask("who"),
        lambda client: client.batch(["who"]),
    ],
)
def test_what_another_program_answers_is_a_problem(call: Callable[[Client], Any]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), AnotherProgram) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with Client(address) as client, pytest.raises(Problem, match="answered otherwise than"):
            call(client)
        server.shutdown()


def test_documents(make_folder: MakeFolder, settings: Settings, tmp_path: Path) -> None:
    folder = make_folder("The Ministers met in spring.", "They spoke of grain.")
    changes = {"sources": folder, "admin_token": TOKEN}
    settings = Settings(**(settings.model_dump() | changes | {"reranker": "none"}))
    new = tmp_path / "new.md"
    new.write_text("All spoke of salt.\n", encoding="utf-8")
    with served(open_quietly(settings), settings) as address:
        with Client(address) as stranger, pytest.raises(Problem) as refused:
            stranger.add(new)
        assert refused.value.status == 401
        with Client(address, TOKEN) as client:
            job = client.finished(client.add(new, title="Salt", date="2029-01-01"))
            assert [one.outcome for one in job.files] == ["added"]
            assert client.find("All spoke of salt").verdict == "verbatim"
            client.finished(client.remove("2029-01-01"))
            assert len(client.meetings()) == 2
            states = [one.state for one in client.documents()]
            assert states == ["current", "current", "removed"]
            client.finished(client.restore("2029-01-01"))
            assert len(client.meetings()) == 3
            assert client.version().collection


def test_nothing_heavy_is_imported() -> None:
    heavy = "{'qa', 'index', 'corpus', 'faiss', 'torch', 'numpy', 'onnxruntime', 'pydantic'}"
    code = f"import sys, web.client; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME
    )
    assert done.stdout == "[]\n"


def test_the_example_of_the_readme_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    exec(example[1].replace("http://127.0.0.1:8000", address), {})  # noqa: S102 - it is ours
    told = capsys.readouterr().out
    assert "“The Ministers welcomed new members joining the Coalition" in told
    assert "28 June 2021" not in told
    assert "2021-06-28" in told
    assert "misattributed" in told
