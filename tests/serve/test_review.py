"""The review: what is doubtful comes first, decisions are kept, shown and taken back, and nobody's are lost."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.merge.history import History
from annals.shell.program import program
from tests.serve.deciding import Server, forms, judged


@pytest.fixture
def path(record: Path, tmp_path: Path) -> Path:
    """A record of the examples of one's own."""
    shutil.copy(record, tmp_path / "war.annals")
    return tmp_path / "war.annals"


@pytest.fixture
def server(path: Path) -> Iterator[Server]:
    """Its pages."""
    opened = Server(path)
    yield opened
    opened.close()


def test_the_most_doubtful_comes_first(server: Server) -> None:
    """The queue is in order of doubt, and holds what accounts contradict each other in, and pairs on both sides."""
    queue = server.queue()
    assert [each["weight"] for each in queue] == sorted((each["weight"] for each in queue), reverse=True)
    assert {"contested", "joined", "apart", "hearsay"} <= {each["kind"] for each in queue}


def test_claims_stand_side_by_side_with_their_words(server: Server) -> None:
    """A doubt shows every claim in question, its words marked in their sentence, and the keys."""
    doubt = server.of("joined")
    page = server.page(f"/review/{doubt['id']}")
    assert page.count("<blockquote") == len(doubt["claims"]) == 2
    assert page.count("<mark>") == 2
    for key in "aresdun":
        assert f"<kbd>{key}</kbd>" in page


def test_the_page_of_events_can_be_reviewed_alone(server: Server) -> None:
    """What the reader has chosen is what the queue holds, and a decision leads on within it."""
    whole, part = server.queue(), server.ask("GET", "/review.json?from=2021-04-20&to=2021-04-21").json()["doubts"]
    assert 1 < len(part) < len(whole)
    assert all(each["date"].startswith("2021-04-2") for each in part)
    claim = next(each for each in part if len(each["claims"]) == 1 or each["kind"] == "joined")
    left, right = (claim["claims"] * 2)[:2]
    answer = server.decide(verdict="unsure", left=left, right=right, item=claim["id"], query="from=2021-04-20&x=<b>")
    assert answer.headers["location"].endswith("?from=2021-04-20")


def test_a_name_is_asked_for_once(server: Server, path: Path) -> None:
    """Without a name nothing can be decided; told once, it is kept in a cookie that no other site can use."""
    doubt = server.of("hearsay")
    assert 'value="accept"' not in server.page(f"/review/{doubt['id']}", None)
    assert server.decide(None, verdict="accept", left=doubt["claims"][0]).status_code == 400
    answer = server.decide(None, verdict="name", author="Ada  Lovelace", item=doubt["id"])
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/{doubt['id']}")
    assert "annals-author=Ada%20Lovelace;" in cookie
    assert "SameSite=strict" in cookie
    assert "HttpOnly" in cookie
    assert 'value="accept"' in server.page(f"/review/{doubt['id']}", "Ada%20Lovelace")
    assert judged(path) == []


def test_accepting_settles_a_claim_and_leads_on(server: Server, path: Path) -> None:
    """One press keeps the decision and shows the next doubt; the settled one is gone from the queue."""
    doubt = server.of("hearsay")
    answer = server.decide(verdict="accept", left=doubt["claims"][0], item=doubt["id"])
    assert answer.status_code == 303
    assert doubt["id"] not in answer.headers["location"]
    assert doubt["id"] not in {each["id"] for each in server.queue()}
    assert judged(path) == [("accept", "Ada", "", False)]


def test_rejecting_needs_a_reason_and_takes_the_claim_out(server: Server, path: Path) -> None:
    """The claim is in no event any more, and stands on its account's page struck out, with the reason."""
    doubt = server.of("hearsay")
    (claim,) = doubt["claims"]
    assert server.decide(verdict="reject", left=claim, item=doubt["id"]).status_code == 400
    assert server.decide(verdict="reject", left=claim, item=doubt["id"], reason="only <planned>").status_code == 303
    with Record.open(path) as record:
        history = History(record)
        assert claim not in {id for event in history.events for id in event.claims}
        source = record.find(claim).document  # type: ignore[union-attr]
    page = server.page(f"/s/{source}")
    assert f'<article class="card rejected" id="c{claim}"' in page
    assert "Ada rejected it: only &lt;planned&gt;" in page
    assert "only &lt;planned&gt;" in server.page(f"/e/{claim}")


def test_editing_corrects_a_field(server: Server, path: Path) -> None:
    """A changed field is a correction of its own; a field left as it was is none; the event has the new value."""
    doubt = server.of("undated")
    (claim,) = doubt["claims"][:1]
    as_it_was = server.decide(verdict="edit", left=claim, item=doubt["id"], new_date="")
    assert (as_it_was.status_code, "nothing was corrected" in as_it_was.text) == (400, True)
    assert server.decide(verdict="edit", left=claim, new_date="in May").status_code == 400
    more = {"new_date": "2021-01-29 evening", "new_losses": "killed 2 guards", "reason": "the sentence before"}
    assert server.decide(verdict="edit", left=claim, item=doubt["id"], **more).status_code == 303
    assert [verdict for verdict, *_ in judged(path)] == ["edit", "edit"]
    event = server.ask("GET", f"/e/{claim}.json").json()
    (told,) = [each for each in event["told"] if each["id"] == claim]
    assert (told["date"], told["losses"]) == ("2021-01-29", ["killed 2 guards"])
    assert any("[judged]" in words for _, words in told["grounds"])
    assert "Ada put right its date: the sentence before" in server.page(f"/e/{claim}")


def test_voice_certainty_and_negation_are_corrected_by_the_page(server: Server, path: Path) -> None:
    """The form shows them as they were read; what is changed is a judgement with its author, and can be taken back."""
    doubt = server.of("hearsay")
    (claim,) = doubt["claims"]
    before = [each for each in server.ask("GET", f"/e/{claim}.json").json()["told"] if each["id"] == claim]
    page = server.page(f"/review/{doubt['id']}")
    assert 'name="new-voice"' in page
    assert '<option value="claimed">claimed</option>' in page or 'value="claimed" selected' in page
    assert '<option value="no" selected>no</option>' in page
    told = {"new_voice": "Harbour police", "new_certainty": "stated", "new_negated": "yes", "reason": "see line 2"}
    assert server.decide(verdict="edit", left=claim, item=doubt["id"], **told).status_code == 303
    (now,) = [each for each in server.ask("GET", f"/e/{claim}.json").json()["told"] if each["id"] == claim]
    assert (now["voice"], now["certainty"], now["negated"]) == ("Harbour police", "stated", True)
    page = server.page(f"/e/{claim}")
    assert all(f"Ada put right its {field}: see line 2" in page for field in ("voice", "certainty", "negated"))
    with Record.open(path) as record:
        ids = [kept.id for kept in record.judgements()]
    for id in ids:
        server.decide("Bea", verdict="undo", withdraws=id)
    assert before == [each for each in server.ask("GET", f"/e/{claim}.json").json()["told"] if each["id"] == claim]


def test_all_doubts_of_a_kind_can_be_paged_through(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list says how many there are in all, shows the greatest, and leads to the others page by page."""
    from annals.serve.pages import review

    monkeypatch.setattr(review, "LISTED", 1)
    monkeypatch.setattr(review, "PER_PAGE", 2)
    kind, several = max(
        ((kind, [each["id"] for each in server.queue() if each["kind"] == kind]) for kind in review.KINDS),
        key=lambda pair: len(pair[1]),
    )
    assert len(several) > 2
    assert f'<a href="/review/{kind}">all {len(several)}</a>' in server.page("/review")
    found: list[str] = []
    for number in range(1, -(-len(several) // 2) + 1):
        page = server.page(f"/review/{kind}?page={number}")
        assert f"{len(several)} doubts left" in page
        found += [id for id in several if f'href="/review/{id}"' in page]
    assert found == several
    assert [each["id"] for each in server.ask("GET", f"/review/{kind}.json").json()["doubts"]] == several


def test_a_pair_is_judged_and_taken_back(server: Server, path: Path) -> None:
    """Judged different, two claims part; taken back, the doubt is there again, and both decisions stay on record."""
    doubt = server.of("joined")
    left, right = doubt["claims"]
    server.decide(verdict="different", left=left, right=right, item=doubt["id"])
    with Record.open(path) as record:
        assert not any({left, right} <= set(event.claims) for event in History(record).events)
        (kept,) = record.judgements()
    answer = server.decide(verdict="undo", withdraws=kept.id)
    assert answer.status_code == 303
    assert doubt["id"] in {each["id"] for each in server.queue()}
    assert [withdrawn for *_, withdrawn in judged(path)] == [True, False]
    assert server.decide(verdict="undo", withdraws=kept.id).status_code == 400


def test_both_of_two_conflicting_decisions_are_shown(server: Server, path: Path) -> None:
    """Ada says one event, Bea says two: the later counts, and the page tells both."""
    doubt = server.of("apart")
    left, right = doubt["claims"]
    server.decide("Ada", verdict="same", left=left, right=right, reason="one fight")
    server.decide("Bea", verdict="different", left=left, right=right, reason="two days")
    with Record.open(path) as record:
        assert not any({left, right} <= set(event.claims) for event in History(record).events)
    page = server.page("/review/decisions")
    assert all(words in page for words in ("Ada", "one fight", "Bea", "two days"))


def test_two_readers_and_the_command_line_lose_nothing(path: Path) -> None:
    """Three who decide at once, two by the page and one by the command line, find all their decisions kept."""
    with Record.open(path) as record:
        claims = [kept.id for kept in record.claims()]
    server = Server(path)
    failed: list[object] = []

    def by_page(author: str) -> None:
        for n, claim in enumerate(claims[:12]):
            answer = server.decide(author, verdict="reject" if n % 2 else "accept", left=claim, reason=f"{author} {n}")
            if answer.status_code != 303:
                failed.append(answer.text)

    def by_command() -> None:
        for n, claim in enumerate(claims[:12]):
            words = ["judge", str(path), "reject", claim, "--reason", f"Cleo {n}", "--author", "Cleo"]
            ran = CliRunner().invoke(program, words)
            if ran.exit_code:
                failed.append(ran.output)

    threads = [threading.Thread(target=by_page, args=(name,)) for name in ("Ada", "Bea")]
    threads.append(threading.Thread(target=by_command))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.close()
    assert failed == []
    assert len(judged(path)) == 36
    assert {reason for *_, reason, _ in judged(path)} == {
        f"{name} {n}" for name in ("Ada", "Bea", "Cleo") for n in range(12)
    }
    with Record.open(path) as record:
        assert record.check() == []


def test_words_that_were_not_understood_can_be_looked_at(server: Server, path: Path) -> None:
    """A gap is accepted (nothing is missing) or rejected (something is told), and then settled."""
    with Record.open(path) as record:
        gaps = [kept for document in record.documents() for kept in record.gaps(document.id) if not kept.gap.repaired]
    if not gaps:
        pytest.skip("these examples leave no gap open")
    doubt = server.of("gap")
    left = f"gap:{doubt['document']}:{doubt['ordinal']}"
    assert server.decide(verdict="reject", left=left, item=doubt["id"], reason="two were hurt").status_code == 303
    assert doubt["id"] not in {each["id"] for each in server.queue()}


def test_a_page_goes_on_with_the_old_view_while_the_new_is_made(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages answer at once and say that they are being made anew; when that is done they show it, and say nothing."""
    from annals.serve import remake, view

    go = threading.Event()
    made = view.build

    def slow(*given: object) -> Path:
        assert go.wait(30)
        return made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(view, "build", slow)
    monkeypatch.setattr(server.app.state.desk, "_patience", 0.05)
    doubt = server.of("hearsay")
    server.decide(verdict="reject", left=doubt["claims"][0], reason="not so", item=doubt["id"])
    assert remake.UNDERWAY in server.page("/")
    assert f'id="c{doubt["claims"][0]}"' in server.page(f"/e/{doubt['claims'][0]}")
    assert doubt["id"] not in {each["id"] for each in server.queue()}
    go.set()
    server.app.state.desk._making._thread.join(30)
    assert remake.UNDERWAY not in server.page("/")


def test_what_changes_nothing_derived_needs_no_new_view(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accepting is shown at once, on every page, and no view is made for it."""
    from annals.serve import view

    monkeypatch.setattr(view, "build", lambda *given: pytest.fail("a view was made"))
    (claim,) = server.of("hearsay")["claims"]
    assert "Ada accepted it" not in server.page(f"/e/{claim}")
    server.decide(verdict="accept", left=claim)
    assert "Ada accepted it" in server.page(f"/e/{claim}")
    assert server.app.state.desk.stale is None


def test_a_view_that_cannot_be_made_anew_leaves_the_old(
    server: Server, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what went wrong, and shows what it had."""
    from annals.serve import view

    def full(*given: object) -> Path:
        raise OSError("the disk is full")

    monkeypatch.setattr(view, "build", full)
    server.decide(verdict="reject", left=server.of("hearsay")["claims"][0], reason="no")
    assert "could not be made anew (the disk is full)" in server.page("/")


def test_decisions_by_the_page_are_replayed_elsewhere(server: Server, record: Path, path: Path, tmp_path: Path) -> None:
    """What `annals judge --list --json` writes of them makes the same events of another record, byte for byte."""
    for doubt in server.queue()[:6]:
        verdict = {"contested": "accept", "joined": "different", "apart": "same"}.get(doubt["kind"], "reject")
        two = doubt["claims"][1] if len(doubt["claims"]) > 1 else doubt["claims"][0]
        server.decide(verdict=verdict, left=doubt["claims"][0], right=two, reason="looked at", item=doubt["id"])
    run = CliRunner()
    log, other = tmp_path / "decisions.jsonl", tmp_path / "other.annals"
    log.write_text(run.invoke(program, ["judge", str(path), "--list", "--json"]).output, encoding="utf-8")
    shutil.copy(record, other)
    assert run.invoke(program, ["judge", str(other), "--replay", str(log)]).exit_code == 0
    shown = [run.invoke(program, ["show", str(each), "--json"]).output for each in (path, other)]
    assert shown[0] == shown[1]


def test_a_served_record_can_be_read_only(path: Path) -> None:
    """Read only, no page has a form that changes anything, and such a form is refused; the doubts are still shown."""
    server = Server(path, read_only=True)
    doubt = server.of("joined")
    pages = [server.page(address) for address in ("/review", f"/review/{doubt['id']}", "/review/decisions")]
    assert [form for page in pages for form in forms(page)] == []
    assert "read only" in pages[1]
    answer = server.decide(token="None", verdict="accept", left=doubt["claims"][0])
    assert answer.status_code == 403
    server.close()
    assert judged(path) == []


def test_a_decision_by_somebody_else_is_seen_at_once(server: Server, path: Path) -> None:
    """What the command line decides meanwhile is gone from the queue when it is asked for again."""
    doubt = server.of("hearsay")
    with Record.open(path) as record:
        claim = doubt["claims"][0]
        record.judge(Judgement(claim, claim, "accept", "Cleo", "", "2031-04-01"))
    assert doubt["id"] not in {each["id"] for each in server.queue()}
