"""An address of an event leads on when claims join it or leave it, whatever happens to the record meanwhile."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import annals
from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.merge.history import History
from annals.shell.program import program
from tests.serve.asked import Site, read, report, site

NORTH = "On 3 May 2031 soldiers of the North Guard attacked Harbour, killing {} civilians."


def events(path: Path) -> dict[str, tuple[str, ...]]:
    """The events of a record with their claims."""
    with Record.open(path) as record:
        return {event.id: event.claims for event in History(record).events}


def judge(path: Path, left: str, right: str, verdict: str, made: str = "2031-06-01") -> str:
    """Keep a judgement."""
    with Record.open(path) as record:
        return record.judge(Judgement(left, right, verdict, "Ada", "looked", made))


def add(path: Path, name: str, text: str) -> None:
    """Keep one more account."""
    with Record.open(path) as record:
        record.add(annals.read_text(text, name=f"{name}.txt"))


def seen(pages: Site, id: str, form: str = "") -> tuple[int, str]:
    """The status of an event's address, and where it leads."""
    answer = pages.get(f"/e/{id}{form}")
    return answer.status_code, answer.headers.get("location", "")


def test_an_old_address_leads_to_the_event_that_a_new_account_joined(tmp_path: Path) -> None:
    """Under its old id, in every form and with its choice, an event is found after another account tells it."""
    path = read(tmp_path, a=report(NORTH.format("six"), "Gazette"))
    with site(path) as pages:
        (old,) = events(path)
        assert seen(pages, old) == (200, "")
        add(path, "b", report(NORTH.format("nine"), "Herald"))
        (new,) = events(path)
        assert new != old
        assert seen(pages, old) == (302, f"/e/{new}")
        assert seen(pages, old, ".json?type=attack") == (302, f"/e/{new}.json?type=attack")
        assert seen(pages, new) == (200, "")


def test_an_old_address_leads_on_through_several_changes(tmp_path: Path) -> None:
    """Joined by an account, parted by one person and joined again by another, its first address still leads there."""
    path = read(tmp_path, a=report(NORTH.format("six"), "Gazette"))
    with site(path) as pages:
        (first,) = events(path)
        pages.get("/")
        add(path, "b", report(NORTH.format("nine"), "Herald"))
        pages.get("/")
        (both,) = events(path)
        left, right = events(path)[both]
        judge(path, left, right, "different")
        parted = events(path)
        assert len(parted) == 2
        assert seen(pages, first) in [(200, ""), *((302, f"/e/{id}") for id in parted)]
        page = pages.text(f"/e/{both}")
        assert all(f'href="/e/{id}"' in page for id in parted)
        told = pages.get(f"/e/{both}.json").json()
        assert {each["event"]: each["of_its_claims"] for each in told["events"]} == {
            id: list(claims) for id, claims in parted.items()
        }
        judge(path, left, right, "same", "2031-06-02")
        assert list(events(path)) == [both]
        assert seen(pages, both) == (200, "")
        assert {seen(pages, id) for id in parted} <= {(302, f"/e/{both}")}


def test_an_address_whose_claims_were_rejected_says_so(tmp_path: Path) -> None:
    """The event is no more; its address shows its claims, and who rejected them."""
    path = read(tmp_path, a=report(NORTH.format("six"), "Gazette"))
    with site(path) as pages:
        ((old, (claim,)),) = events(path).items()
        pages.get("/")
        judge(path, claim, claim, "reject")
        assert "of no event now" in pages.words(f"/e/{old}")
        assert f'id="c{claim}"' in pages.text(f"/e/{old}")
        assert "A claim that was rejected" in pages.words(f"/e/{claim}")


def test_a_claim_of_an_earlier_version_still_has_its_address(tmp_path: Path) -> None:
    """Where an account was read again at a later time, what only its earlier version told is shown, and called so."""
    url = "Url: https://gazette.example/fight\n"
    old = report(NORTH.format("six")).replace("Date:", f"{url}Date:")
    new = report("On 4 May 2031 rebels left Harbour.", date="2031-05-09").replace("Date:", f"{url}Date:")
    path = read(tmp_path, a=old)
    ((_, (claim,)),) = events(path).items()
    add(path, "a", new)
    assert claim not in {claim for claims in events(path).values() for claim in claims}
    with site(path) as pages:
        assert "A claim of an earlier version" in pages.words(f"/e/{claim}")


def test_what_never_was_is_not_there(tmp_path: Path) -> None:
    """An id that nothing had is answered by a page that says so."""
    with site(read(tmp_path, a=report(NORTH.format("six")))) as pages:
        assert [pages.get(f"/e/{id}").status_code for id in ("0" * 16, "x", "%27")] == [404, 404, 404]


def test_files_keep_the_addresses_of_earlier_files(tmp_path: Path) -> None:
    """Exported again after accounts and judgements came, a site leads on from each address that it had."""
    path, folder = read(tmp_path, a=report(NORTH.format("six"), "Gazette")), tmp_path / "pages"

    def export() -> None:
        ran = CliRunner().invoke(program, ["export", str(path), "--format", "site", "--plain-map", "-o", str(folder)])
        assert ran.exit_code == 0, ran.output

    export()
    (first,) = events(path)
    add(path, "b", report(NORTH.format("nine"), "Herald"))
    export()
    (both,) = events(path)
    assert f'url={both}.html"' in (folder / "e" / f"{first}.html").read_text(encoding="utf-8")
    judge(path, *events(path)[both], "different")
    export()
    parted = events(path)
    page = (folder / "e" / f"{both}.html").read_text(encoding="utf-8")
    assert all(f'href="{id}.html"' in page for id in parted)
