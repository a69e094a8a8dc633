"""The pages as a folder of files say what the server says, lead to each other, and load nothing from elsewhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from annals.base.errors import AnnalsError
from annals.serve import site
from annals.serve.plan import where

from . import asked
from .folders import LOADS, broken, ids, looking, pages

TEMPLATE = re.compile("<template.*?</template>", re.DOTALL)
"""What stands in a template is seen and done only where the script takes it out."""
OWN_SCRIPT = re.compile(r'<script defer src="[\w./-]+"(?: data-[a-z]+="[^"<>]*")*></script>')
HOSTILE = """Title: <script>alert(1)</script> "><img src=x onerror=alert(1)>
Publisher: ../../<b onmouseover=alert(1)>Gazette
Date: 2031-05-06
URL: javascript:alert(1)

On 5 May 2031 "><script>alert(2)</script> rebels shelled Har"onclick="bour</a><a href="annals:nowhere">, \
killing 3 people.
"""


def export(record: Path, folder: Path, choice: str | None = None) -> site.Written:
    """Write the pages of a record."""
    with looking(record, *([where(choice)] if choice else [])) as shown:
        return site.export(shown, folder, lambda: None)


@pytest.fixture(scope="module")
def folder(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as files."""
    made = tmp_path_factory.mktemp("site") / "pages"
    export(record, made)
    return made


def test_every_link_leads_somewhere(folder: Path) -> None:
    """Every address on every page is a way to a file of the folder, and to a place in it."""
    assert list(broken(folder)) == []


def test_nothing_is_loaded_from_elsewhere(folder: Path) -> None:
    """What a page loads lies in the folder, and its policy lets it load nothing else."""
    for page in pages(folder):
        text = unescape(page.read_text(encoding="utf-8"))
        assert not [address for address in LOADS.findall(text) if ":" in address], page
        assert "Content-Security-Policy\" content=\"default-src 'none'" in text, page
        assert "<form" not in TEMPLATE.sub("", text), page


def test_the_live_map_can_be_left_out(record: Path, folder: Path, tmp_path: Path) -> None:
    """Without it no page holds or may run the map library; with it, only the overview may."""
    with looking(record) as shown:
        site.export(shown, tmp_path / "plain", lambda: None, live_map=False)
    assert not (tmp_path / "plain" / "map.js").exists()
    assert [page for page in pages(tmp_path / "plain") if "blob:" in page.read_text("utf-8")] == []
    assert [page for page in pages(folder) if "blob:" in page.read_text("utf-8")] == [folder / "index.html"]


def test_an_export_is_the_same_each_time(folder: Path, record: Path, tmp_path: Path) -> None:
    """Two exports of one record are alike to the byte."""
    export(record, tmp_path / "again")
    one, other = (
        {file.relative_to(each).as_posix(): file.read_bytes() for file in each.rglob("*") if file.is_file()}
        for each in (folder, tmp_path / "again")
    )
    assert one == other


def test_other_forms_are_those_of_the_server(folder: Path, record: Path) -> None:
    """JSON, CSV and GeoJSON beside a page are what the server answers, of a choice too."""
    with asked.site(record) as served:
        assert (folder / "overview.json").read_bytes() == served.get("/overview.json").content
        assert (folder / "losses.csv").read_bytes() == served.get("/losses.csv").content
        (choice,) = (folder / "overview").glob("contested-1-*.csv")
        assert choice.read_bytes() == served.get("/overview.csv?contested=1").content


def test_all_events_and_accounts_are_there(folder: Path, record: Path) -> None:
    """As many events are listed, and have pages, as the record holds; so have accounts."""
    with looking(record) as shown:
        lists = [folder / "index.html", *(folder / "overview").glob("page-*.html")]
        listed = sum(page.read_text(encoding="utf-8").count('<li id="e') for page in lists)
        written = [
            page for page in (folder / "e").glob("*.html") if 'http-equiv="refresh"' not in page.read_text("utf-8")
        ]
        assert listed == len(written) == shown.view.size
        assert len(list((folder / "s").glob("*.html"))) == sum(1 for _ in shown.record.documents())


def test_a_choice_lists_as_many_as_it_promises(folder: Path) -> None:
    """The number beside a value of a facet is the number of events on its page."""
    index = (folder / "index.html").read_text(encoding="utf-8")
    offered = re.findall(r'<a href="(overview/type-[^"]*)">[^<]*</a> <span class="count">(\d+)', index)
    assert offered
    for file, count in offered:
        assert (folder / file).read_text(encoding="utf-8").count('<li id="e') == int(count)


def test_an_address_by_a_claim_lasts(folder: Path, record: Path) -> None:
    """The file under a claim's id leads on to the claim on the page of its event."""
    with looking(record) as shown:
        (event,) = shown.view.rows([0])
        claim = shown.view.claims_of(event.id)[0]
    moved = (folder / "e" / f"{claim}.html").read_text(encoding="utf-8")
    assert f'url={event.id}.html#c{claim}"' in moved


def test_hostile_accounts_stay_words(tmp_path: Path) -> None:
    """Markup and addresses in an account neither become parts of a page nor names of files."""
    record = asked.read(tmp_path, evil=HOSTILE)
    export(record, tmp_path / "pages")
    for page in pages(tmp_path / "pages"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in OWN_SCRIPT.sub("", text)
        assert not re.search(r'<[^>]*\s(?:href|src)="javascript:', text)
        assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', "", text))
    assert list(broken(tmp_path / "pages")) == []
    assert "&lt;script&gt;" in "".join(page.read_text(encoding="utf-8") for page in pages(tmp_path / "pages"))


def test_an_earlier_export_is_replaced(record: Path, tmp_path: Path) -> None:
    """What an earlier export wrote and a later does not is gone, and nothing stands beside the folder."""
    export(record, tmp_path / "pages")
    export(record, tmp_path / "pages", "contested=1")
    with looking(record, where("contested=1")) as shown:
        assert len(list((tmp_path / "pages" / "s").iterdir())) < 3 * sum(1 for _ in shown.record.documents())
    assert [each.name for each in tmp_path.iterdir()] == ["pages"]


def test_a_choice_for_the_whole_export_holds_everywhere(record: Path, tmp_path: Path) -> None:
    """With a choice, no other event is written, every link leads somewhere, and what is left out is told."""
    written = export(record, tmp_path / "pages", "contested=1")
    with looking(record, where("contested=1")) as shown:
        rows = [row.id for row in shown.view.rows(range(shown.view.size)) if row.contested]
        assert {page.stem for page in (tmp_path / "pages" / "e").glob("*.json")} == set(rows)
    assert list(broken(tmp_path / "pages")) == []
    assert any("--where leaves out" in sentence for sentence in written.left_out)


@pytest.mark.parametrize("list_kept", [False, True])
def test_a_folder_of_somebody_else_is_left_alone(record: Path, tmp_path: Path, list_kept: bool) -> None:
    """A folder that holds what annals did not write is refused, and stays as it was."""
    folder = tmp_path / "mine"
    if list_kept:
        export(record, folder)
    folder.mkdir(exist_ok=True)
    (folder / "letter.txt").write_text("Dear", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    with pytest.raises(AnnalsError, match="not an earlier export"):
        export(record, folder)
    assert sorted(folder.rglob("*")) == before


def test_an_export_that_fails_leaves_nothing(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a page cannot be made, the earlier export stays whole, and nothing stands beside it."""
    export(record, tmp_path / "pages")
    before = {file: file.read_bytes() for file in (tmp_path / "pages").rglob("*") if file.is_file()}
    monkeypatch.setattr(site, "asset", lambda name: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(record, tmp_path / "pages")
    assert {file: file.read_bytes() for file in (tmp_path / "pages").rglob("*") if file.is_file()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["pages"]


LISTED = """{{Infobox military conflict
| conflict = Fight for Harbour
| date = 3 May 2031
| place = Harbour
| territory = * The North Guard captures Harbour and the port.
* The South keeps Hillside.
| combatant1 = North Guard
| combatant2 = South
}}

On 3 May 2031 the North Guard attacked Harbour.
"""


def test_links_to_the_items_of_a_list_in_a_box_lead_there(tmp_path: Path) -> None:
    """What an infobox says in a list can be led to, whatever signs stand before its items."""
    record = asked.read(tmp_path, box_fight=LISTED)
    with looking(record) as shown:
        stated = [kept.id for kept in shown.record.statements()]
    export(record, tmp_path / "pages")
    (account,) = (tmp_path / "pages" / "s").glob("*.html")
    places = ids(account.read_text(encoding="utf-8"))
    assert [places.count(f"q{id}") for id in stated] == [1] * len(stated)
