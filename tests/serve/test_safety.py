"""The server's safety: nothing of an account becomes mark-up, nothing foreign changes a record, nothing leaves it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

import annals
from annals.keep.record import Record
from annals.serve.app import HEADERS, POLICY
from annals.serve.hosts import Hosts, is_loopback, names
from annals.serve.pages import ROUTES
from tests.serve.deciding import FORM, HOST, Server, judged

LONG = "w" * 10_000
SCRIPT = "<script>document.title='owned'</script>"
BREAK = "\"><img src=x onerror=alert(1)>'"
TURNED = "\u202egnp.exe\u202c \u2067back\u2069"
NULL = "nul\x00l"

ARTICLE = f"""---
title: "{SCRIPT.replace('"', "")} Siege"
infoboxes:
  - conflict:
      text: 'Siege {SCRIPT.replace("'", "")}'
    date:
      text: 3–6 May 2030
    place:
      text: 'Old<b onclick=x>town</b>'
    combatant1:
      text: 'Republic <img src=//evil.example/x>'
    combatant2:
      text: 'Militia {{{{7*7}}}} {{% raw %}}'
    casualties1:
      text: 5 killed
---

The **Siege of Oldtown** was fought between the army and the militia from 3 to 6 May 2030.

## Course {SCRIPT}
On 4 May 2030 the militia {BREAK} shelled Oldtown, killing two soldiers {TURNED}. [bad](javascript:alert(2))

According to {SCRIPT}, on 5 May 2030 the army captured Oldtown {{{{ config }}}} {LONG}.
"""

REPORT = f"""Title: {SCRIPT} {BREAK}
Publisher: {BREAK} Observer {TURNED}
Date: 2030-05-05
URL: javascript:alert(document.domain)
Language: en" onload="x

On 4 May 2030 the militia shelled Oldtown, killing three soldiers {NULL}. The "{SCRIPT}" said on 4 May 2030 rebels
attacked Oldtown{BREAK}, killing 7 civilians. القوات {TURNED} هاجمت. On 4 May 2030 the army shelled {SCRIPT}.
"""

TAGS = """
    html head meta title link script body a header p span nav ul ol li main footer h1 h2 h3 h4 h5 h6 div section
    article aside form label input select option button fieldset legend details summary table thead tbody tr th td
    caption time strong em mark q blockquote dl dt dd sup sub code kbd figure figcaption dialog svg g path rect
    circle ellipse line text tspan defs pattern polygon polyline desc use clippath lineargradient stop marker
    symbol small abbr bdi hr br tfoot colgroup col meter progress output noscript mask
"""
SCHEMES = ("", "http", "https")


class Seen(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of accounts full of mark-up, scripts, templates, and of turned and endless words."""
    path = tmp_path_factory.mktemp("hostile") / "<b>&war.annals"
    with Record.open(path, create=True) as record:
        record.add(annals.read_text(ARTICLE, name=f"{BREAK.replace('/', '')}.md"))
        record.add(annals.read_text(REPORT, name=f"{SCRIPT.replace('/', '')}.txt"))
        record.add(annals.read_text(REPORT.replace("three", "nine").replace("2030-05-05", "2030-05-06"), name="b.txt"))
    return path


@pytest.fixture(scope="module")
def server(hostile: Path) -> Iterator[Server]:
    """Its pages."""
    opened = Server(hostile)
    yield opened
    opened.close()


def walked(server: Server) -> Iterator[tuple[str, str]]:
    """Every page that can be reached, with its address; of lists of many alike a few."""
    waiting = ["/?q=" + SCRIPT, *(route.path for route in ROUTES if "{" not in route.path)]
    seen, shapes = set[str](), dict[str, int]()
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        shape = re.sub(r"[0-9a-f]{16}", "ID", path) + ("?" if "?" in address else "")
        shapes[shape] = shapes.get(shape, 0) + 1
        if address in seen or shapes[shape] > 12:
            continue
        seen.add(address)
        answer = server.ask("GET", address, headers={"cookie": "annals-author=%3Cb%3EAda"})
        assert answer.status_code in (200, 404), (address, answer.text)
        if answer.headers["content-type"].startswith("text/html"):
            yield address, answer.text
            found = (a.get("href") or "" for tag, a in Seen(answer.text).tags if tag == "a")
            waiting += [each.partition("#")[0] for each in found if each.startswith("/")]


@pytest.fixture(scope="module")
def pages(server: Server) -> list[tuple[str, str]]:
    """All pages of the hostile record, after somebody said hostile things of its claims."""
    for doubt in server.queue()[:6]:
        left = doubt["claims"][0] if doubt["claims"] else f"gap:{doubt['document']}:{doubt['ordinal']}"
        server.decide(SCRIPT_AUTHOR, verdict="reject", left=left, reason=f"{BREAK} {SCRIPT} {TURNED}", item=doubt["id"])
    return list(walked(server))


SCRIPT_AUTHOR = "%3Cscript%3EAda"


def test_every_kind_of_page_was_walked(pages: list[tuple[str, str]]) -> None:
    """The pages that are looked at below are of every route there is."""
    paths = {urlsplit(address).path for address, _ in pages}
    for route in ROUTES:
        pattern = re.sub(r"\{\w+\}", "[^/]+", route.path)
        assert any(re.fullmatch(pattern, path) for path in paths), route.path


def test_no_element_comes_from_an_account(pages: list[tuple[str, str]]) -> None:
    """Every tag is one of the templates' own; scripts and images are only the page's own files."""
    for address, text in pages:
        for tag, attributes in Seen(text).tags:
            assert tag in TAGS.split(), (address, tag)
            if tag == "script":
                assert attributes.get("src") == "/static/annals.js", address
            assert "srcdoc" not in attributes, address
            assert not (attributes.get("src") or "/static/").startswith(("//", "http", "data:")), address


def test_no_attribute_comes_from_an_account(pages: list[tuple[str, str]]) -> None:
    """No attribute runs a script or styles, whatever was written into names and titles."""
    for address, text in pages:
        for tag, attributes in Seen(text).tags:
            for name in attributes:
                assert not name.startswith("on"), (address, tag, name)
                assert name != "style", (address, tag)
                assert re.fullmatch(r"[a-z][a-zA-Z0-9:-]*", name), (address, tag, name)


def test_links_lead_to_the_web_or_to_pages(pages: list[tuple[str, str]]) -> None:
    """No link has any scheme but http and https; forms go to the server itself."""
    for address, text in pages:
        for tag, attributes in Seen(text).tags:
            for name in ("href", "action", "src", "formaction", "xlink:href"):
                told = attributes.get(name)
                assert urlsplit(told or "").scheme in SCHEMES, (address, tag, told)
            assert not (attributes.get("action") or "/").startswith("//"), address


def test_templates_in_an_account_stay_words(pages: list[tuple[str, str]]) -> None:
    """What looks like a template is printed as it is."""
    assert any("{{ config }}" in text or "{{7*7}}" in text for _, text in pages)
    assert not any("Militia 49" in text for _, text in pages)


def test_the_words_of_an_account_are_still_there(pages: list[tuple[str, str]]) -> None:
    """Escaped, hostile words are shown, not dropped."""
    assert any("&lt;script&gt;document.title" in text for _, text in pages)


@pytest.mark.parametrize("form", ["json", "csv", "geojson"])
def test_other_forms_are_no_pages(server: Server, form: str) -> None:
    """JSON, CSV and GeoJSON come as such, and no browser takes them for HTML."""
    for route in ROUTES:
        path = "/overview" if route.path == "/" else route.path
        if "{" not in path:
            answer = server.ask("GET", f"{path}.{form}")
            assert answer.status_code in (200, 404), path
            assert "html" not in answer.headers["content-type"]
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_answer_has_the_policy(server: Server) -> None:
    """Found, not found, refused or failed: no answer comes without the headers that keep foreign content out."""
    asked = [
        ("GET", "/"),
        ("GET", "/nowhere"),
        ("DELETE", "/"),
        ("POST", "/review/decide"),
        ("GET", "/static/annals.css"),
    ]
    for method, address in asked:
        answer = server.ask(method, address)
        for name, value in HEADERS.items():
            if name != "Cache-Control":
                assert answer.headers[name] == value, (method, address, name)
    assert server.ask("GET", "/", headers={"host": "evil.example"}).headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "script-src 'self'" in POLICY


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "POST", "X"])
def test_only_reading_is_answered(server: Server, method: str) -> None:
    """Other methods than GET are refused on every page, and POST everywhere but where decisions go."""
    for address in ("/", "/about", "/e/0", "/s/0", "/review", "/review/decisions", "/overview.json"):
        assert server.ask(method, address).status_code == 405, address
    if method != "POST":
        assert server.ask(method, "/review/decide").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/e/%00", "/s/%00", "/e/%ff%fe", "/s/" + "a" * 5000, "/e/..%2f..%2fetc%2fpasswd", "/review/%3Cscript%3E",
        "/losses/%00", "/actors/%00", "/places/'%20OR%201=1", "/e/%ED%A0%80", "/nowhere", "/review/decide",
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%00",
        "/static/..%5capp.py", "/static/vendor/../../app.py", "/static/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(server: Server, address: str) -> None:
    """No path leads out of the record or the page's own files, and none breaks the server."""
    answer = server.ask("GET", address)
    assert answer.status_code in (404, 405), answer.text
    assert "root:" not in answer.text
    assert "import" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%22", "q=" + "%22" * 199, "q=*", "q=NEAR(", "q=a%20AND", "from=x", "from=9999999999", "page=-1",
        "page=" + "9" * 50, "place=%00", "box=1,2,3", "box=nan,nan,nan,nan", "at=x", "sort=drop", "sel=%00",
        "lanes=%3C", "q=%ED%A0%80", "place=%F0%90", "&&&&=", "from=-9999&to=9999",
    ],
)  # fmt: skip
def test_no_query_breaks_a_page(server: Server, query: str) -> None:
    """Whatever stands in an address, a page answers."""
    for path in ("/", "/review", "/losses", "/rivals", "/overview.json", "/map"):
        assert server.ask("GET", f"{path}?{query}").status_code == 200, path


def test_an_error_shows_no_traceback(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a page fails, whoever asked learns no more than that."""

    def broken(*given: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr(server.app.state.desk, "look", broken)
    answer = server.ask("GET", "/about")
    assert (answer.status_code, "secret" in answer.text, "Traceback" in answer.text) == (500, False, False)
    assert answer.headers["Content-Security-Policy"] == POLICY


# who may change the record


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A record of one's own, served."""
    path = Path(shutil.copy(record, tmp_path / "war.annals"))
    opened = Server(path)
    yield opened, path
    opened.close()


REFUSED: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("no token", {}, {"token": ""}),
    ("another token", {}, {"token": "x" * 32}),
    ("a foreign page", {"origin": "https://evil.example"}, {}),
    ("a page that hides where it is", {"origin": "null"}, {}),
    ("another port of this machine", {"origin": "http://127.0.0.1:9999"}, {}),
    ("the same name by another scheme", {"origin": f"https://{HOST}"}, {}),
    ("a foreign page, as the browser says", {"sec-fetch-site": "cross-site"}, {}),
    ("another server of this machine, as the browser says", {"sec-fetch-site": "same-site"}, {}),
    ("a form of files", {"content-type": "multipart/form-data; boundary=x"}, {}),
    ("plain text, which needs no leave", {"content-type": "text/plain"}, {}),
    ("another name of the machine", {"host": "evil.example"}, {}),
]


@pytest.mark.parametrize(("headers", "fields"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_foreign_forms_change_nothing(
    own: tuple[Server, Path], headers: dict[str, str], fields: dict[str, str]
) -> None:
    """A form without the token, or from anywhere but the server's own pages, is refused, and nothing is kept."""
    server, path = own
    claim = server.of("hearsay")["claims"][0]
    answer = server.decide(headers=headers, verdict="accept", left=claim, **fields)
    assert 400 <= answer.status_code < 500
    assert judged(path) == []


def test_a_token_does_not_come_by_get(own: tuple[Server, Path]) -> None:
    """A link cannot decide anything, token or not."""
    server, path = own
    claim = server.of("hearsay")["claims"][0]
    asked = urlencode({"token": server.token, "verdict": "accept", "left": claim, "author": "Ada"})
    assert server.ask("GET", f"/review/decide?{asked}").status_code in (404, 405)
    assert server.ask("POST", f"/review/decide?{asked}", body=b"", headers=FORM).status_code == 403
    assert judged(path) == []


def test_each_start_has_a_token_of_its_own(record: Path) -> None:
    """What one run of the server handed out is worth nothing to the next."""
    tokens = set()
    for _ in range(2):
        server = Server(record)
        tokens.add(server.token)
        server.close()
    assert len(tokens) == 2


def test_a_form_has_a_size(own: tuple[Server, Path]) -> None:
    """A body beyond the limit is refused, and so are too many fields and what is no form."""
    server, path = own
    assert server.decide(verdict="accept", left="x", reason="y" * 70_000).status_code == 413
    many = urlencode([("token", server.token), *((f"f{n}", "1") for n in range(100))]).encode()
    assert server.ask("POST", "/review/decide", body=many, headers=FORM).status_code == 400
    assert server.ask("POST", "/review/decide", body=b"\xff\xfe", headers=FORM).status_code == 400
    assert judged(path) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "drop", "left": "x"},
        {"verdict": "accept", "left": "actor:Asayish"},
        {"verdict": "accept", "left": "0" * 16},
        {"verdict": "same", "left": "0" * 16, "right": "1" * 16},
        {"verdict": "edit", "left": "0" * 16, "new_type": "clash"},
        {"verdict": "undo", "withdraws": "0" * 16},
        {"verdict": "accept", "left": "gap:../../etc/passwd:0"},
        {"verdict": "accept", "left": "x", "author": "a\u202eb"},
        {"verdict": "accept", "left": "x", "author": "y" * 500},
        {"verdict": "reject", "left": "x", "reason": "y" * 3000},
        {},
    ],
)
def test_what_cannot_be_decided_is_refused(own: tuple[Server, Path], fields: dict[str, str]) -> None:
    """A form that asks for what no record can hold is told so, without a traceback."""
    server, path = own
    answer = server.decide(**fields)
    assert (answer.status_code, "Traceback" in answer.text) == (400, False)
    assert judged(path) == []


def test_a_decision_leads_to_no_foreign_page(own: tuple[Server, Path]) -> None:
    """Where a form leads on to is a page of this server, whatever the form says."""
    server, _ = own
    for item in ("//evil.example", "https://evil.example", "../../x", "a\r\nSet-Cookie: x=1"):
        answer = server.decide(verdict="name", author="Ada", item=item, query="\r\nx: y&q=//evil")
        assert answer.headers["location"].startswith("/review")
        assert urlsplit(answer.headers["location"]).netloc == ""
        assert "x" not in answer.headers


# where it is served


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:8765", True), ("localhost", True), ("LOCALHOST:1", True), ("[::1]:8765", True),
        ("192.168.1.7:80", True),
        ("evil.example", False), ("127.0.0.1.evil.example", False), ("localhost.evil.example:8765", False), ("", False),
        ("127.0.0.1@evil.example", False), ("[::1", False), ("a b", False), ("0x7f.1", False),
    ],
)  # fmt: skip
def test_a_name_that_is_pointed_here_is_refused(host: str, answered: bool) -> None:
    """A foreign name that leads to this machine is no name of the server; addresses are what they are."""
    assert Hosts(None, names("127.0.0.1")).answers_to(host) is answered  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_who_can_reach_it_is_known(host: str, loopback: bool) -> None:
    """A server warns where others than this machine reach it."""
    assert is_loopback(host) is loopback


def test_the_usual_address_is_this_machine_only() -> None:
    """Unless told otherwise the server listens to this machine alone."""
    from annals.shell.serve import command

    assert next(each.default for each in command.params if each.name == "host") == "127.0.0.1"


def test_templates_hold_no_script_and_no_style() -> None:
    """No template has script or style of its own in it, or turns escaping off."""
    for template in (files("annals.serve") / "templates").iterdir():
        if template.name in ("single.html", "moved.html"):
            continue  # files that no server sends
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=\"|\|\s*safe|autoescape", text), (
            template.name
        )
