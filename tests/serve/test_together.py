"""Several who work on one record at once lose nothing: two by the page, one who reads accounts into it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from annals.keep.record import Record
from annals.merge.history import History
from tests.serve.asked import read, report

CODE = "import sys; sys.argv[0] = 'annals'; from annals.shell import main; main()"
TOWNS = ("Harbour", "Fordham", "Oldtown", "Lowmark")
ROUNDS = 12


class Still(HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *given: object) -> None:
        return None


class Reader:
    """Somebody with a browser and a name."""

    def __init__(self, address: str, name: str) -> None:
        self.address, self.name, self.statuses = address, name, list[int]()

    def get(self, path: str) -> str:
        """A page."""
        return self._asked(Request(self.address + path, headers={"Cookie": f"annals-author={self.name}"}))

    def decide(self, token: str, **fields: str) -> None:
        """A form, sent from one of the server's own pages."""
        headers = {"Cookie": f"annals-author={self.name}", "Origin": self.address, "Sec-Fetch-Site": "same-origin"}
        body = urlencode({"token": token, **fields}).encode()
        self._asked(Request(f"{self.address}/review/decide", body, headers))

    def _asked(self, request: Request) -> str:
        try:
            with build_opener(Still).open(request, timeout=60) as answer:
                self.statuses.append(answer.status)
                return str(answer.read().decode())
        except HTTPError as error:
            self.statuses.append(error.code)
            return error.read().decode()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """A server in a process of its own, with processes beside it that make pages."""
    pytest.importorskip("uvicorn", reason="the server needs uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = [sys.executable, "-c", CODE, "serve", str(path), "--port", port, "--processes", "2"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _answers(address):
            assert server.poll() is None, server.stderr and server.stderr.read()
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        _, said = server.communicate(timeout=30)
    assert "Traceback" not in said, said


def _answers(address: str) -> bool:
    try:
        Reader(address, "Nobody").get("/about")
    except OSError:
        return False
    return True


def together(*doing: Callable[[], None]) -> None:
    """Have each done in a thread of its own, at once; what one raised is raised."""
    failed: list[BaseException] = []

    def guarded(one: Callable[[], None]) -> None:
        try:
            one()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(one,)) for one in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def accounts(number: int) -> str:
    """A report of a few fights."""
    told = (f"On {day} May 2031 rebels attacked {TOWNS[(day + number) % 4]}, killing {day}." for day in range(1, 9))
    return report(" ".join(told), f"Gazette {number}", f"2031-06-{number % 28 + 1:02d}")


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Ada and Bea decide on the same claims and on others while accounts are read into the record: all that they said
    and all that was read is in it, nobody was refused, and both see what both decided."""
    path = read(tmp_path, **{f"a{n}": accounts(n) for n in range(4)})
    with Record.open(path) as record:
        claims = [kept.id for kept in record.claims()]
    folder = tmp_path / "more"
    folder.mkdir()
    for n in range(4, 16):
        (folder / f"a{n}.txt").write_text(accounts(n), encoding="utf-8")

    with served(path) as address:
        ada, bea, looker = (Reader(address, name) for name in ("Ada", "Bea", "Cleo"))
        token = ada.get("/review").partition('name="token" value="')[2].partition('"')[0]
        done = threading.Event()

        def decides(who: Reader, own: list[str]) -> Callable[[], None]:
            def all_of_them() -> None:
                for n in range(ROUNDS):
                    who.decide(token, verdict="reject", left=claims[n], reason=f"{who.name} on the same {n}")
                    who.decide(token, verdict="accept", left=own[n], reason=f"{who.name} alone {n}")
                    pair = {"left": claims[n], "right": claims[n + 1]}
                    who.decide(token, verdict=("same", "different")[n % 2], reason=f"{who.name} on two {n}", **pair)
                    who.get(("/", "/review", f"/e/{own[n]}", "/sources.csv")[n % 4])

            return all_of_them

        def reads() -> None:
            words = [sys.executable, "-c", CODE, "read", str(folder), "--into", str(path)]
            ran = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
            assert ran.returncode == 0, ran.stderr

        def looks() -> None:
            while not done.wait(0.05):
                for asked in ("/review.json", "/overview.json?type=attack", "/rivals", f"/e/{claims[0]}"):
                    looker.get(asked)

        looking = threading.Thread(target=looks)
        looking.start()
        try:
            together(decides(ada, claims[ROUNDS:]), decides(bea, claims[-ROUNDS:]), reads)
        finally:
            done.set()
            looking.join()
        statuses = {status for reader in (ada, bea, looker) for status in reader.statuses}
        assert statuses <= {200, 302, 303}, statuses
        said = [set(_reasons(reader)) for reader in (ada, bea)]
        wanted = {f"{name} {on} {n}" for name in ("Ada", "Bea") for on in ("on the same", "alone", "on two")
                  for n in range(ROUNDS)}  # fmt: skip
        assert said == [wanted, wanted]
        _until(lambda: len(json.loads(looker.get("/sources.json"))["accounts"]) == 16)
        told = [json.loads(looker.get("/overview.json"))["events"] for _ in range(2)]

    with Record.open(path) as record:
        assert record.check() == []
        assert len(record.names()) == 16
        assert {kept.judgement.reason for kept in record.judgements()} == wanted
        assert [each["event"] for each in told[0]] == [event.id for event in History(record).events]


def _reasons(reader: Reader) -> list[str]:
    """Why people decided, as the page of decisions tells somebody."""
    return [each["reason"] for each in json.loads(reader.get("/review/decisions.json"))["decisions"]]


def _until(so: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not so():
        assert time.monotonic() < patience, "the view was never made anew"
        time.sleep(0.2)
