"""The whole pipeline in words per second on one core, beside spaCy's on the same text in the same run.

annals goes from the file to dated, placed, attributed claims; spaCy's blank pipeline only to words and sentences, and a
trained one (named by `ANNALS_BENCH_SPACY`, such as `en_core_web_sm`) to parts of speech, dependencies and entities. To
compare like with like, the part of annals that makes tagged words and sentences stands by itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from annals import collect, pipeline
from annals.base.document import Document
from annals.divide.masked import masked
from annals.divide.passages import passages
from annals.extract.tokens import tokens

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "frontmatter"
EXAMPLES = ROOT / "examples" / "qamishli"
TRAINED = "ANNALS_BENCH_SPACY"


class Speed(NamedTuple):
    """What was measured, in how many words of the articles a second."""

    what: str
    rate: float


def folder() -> Path:
    """The articles to read: the corpus beside the checkout where there is one, else the project's own examples."""
    return CORPUS if CORPUS.is_dir() else EXAMPLES


@contextmanager
def one_core() -> Iterator[None]:
    """Keep the process on one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    free = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(free)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, free)


def fastest(work: Callable[[], object], times: int) -> float:
    """The least processor time of several runs in seconds: other programs only ever add to it."""
    return min(_spent(work) for _ in range(times))


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def speeds(articles: Path, times: int = 3) -> Iterator[Speed]:
    """annals in its parts, then every pipeline of spaCy that is here."""
    documents = [each for each in collect.documents([articles]) if isinstance(each, Document)]
    words = sum(len(document.text.split()) for document in documents)

    def speed(what: str, work: Callable[[], object]) -> Speed:
        return Speed(what, words / max(fastest(work, times), 1e-9))

    for document in documents[:3]:
        pipeline.read(document)
    yield speed("annals: from file to claims", lambda: [_read(each) for each in collect.documents([articles])])
    yield speed("annals: sentences and tagged words alone", lambda: [_tagged(document) for document in documents])
    texts = [document.text for document in documents]
    for name, nlp in pipelines():
        yield speed(name, lambda nlp=nlp: list(nlp.pipe(texts)))  # type: ignore[misc]


def _read(found: object) -> None:
    if isinstance(found, Document):
        pipeline.read(found)


def _tagged(document: Document) -> None:
    text = masked(document)
    for passage in passages(document):
        for sentence in passage.sentences:
            tokens(text, sentence)


def pipelines() -> Iterator[tuple[str, Any]]:
    """spaCy's blank English with a sentencizer, and the trained pipeline that the environment names."""
    if not find_spec("spacy"):
        return
    spacy = import_module("spacy")
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.max_length = 10**7
    yield f"spaCy {spacy.__version__}, blank: words and sentences", blank
    if name := os.environ.get(TRAINED):
        trained = spacy.load(name)
        trained.max_length = 10**7
        yield f"spaCy {spacy.__version__}, {name}: {', '.join(trained.pipe_names)}", trained


def lines(articles: Path, times: int = 3) -> Iterator[str]:
    """The table: words a second, and how many times the speed of annals that is."""
    with one_core():
        rows = list(speeds(articles, times))
    yield f"Words a second on one core ({articles.name})"
    room = max(len(row.what) for row in rows)
    for row in rows:
        yield f"  {row.what:<{room}}  {row.rate:10,.0f} words/s  {row.rate / rows[0].rate:6.2f} x"
    yield from (f"  {reason}" for reason in missing())
    yield ""


def missing() -> Iterator[str]:
    """What could not be measured here, and what to do about it."""
    if not find_spec("spacy"):
        yield "spaCy left out: it is not installed (pip install 'annals[bench]')"
    elif not os.environ.get(TRAINED):
        yield f"no trained pipeline of spaCy: set {TRAINED} to the name of one that is installed"
