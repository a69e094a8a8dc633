"""From command to output: how the time of one article is split between Python, imports, first use and work."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.clock import Row, process

_SPLIT = """
import json, sys, time
began = time.perf_counter()
import annals.shell.read
from annals import collect, pipeline
from annals.shell import summary
imported = time.perf_counter()
def work():
    for document in collect.documents([sys.argv[1]]):
        list(summary.lines(pipeline.read(document)))
work()
first = time.perf_counter()
work()
again = time.perf_counter()
print(json.dumps([imported - began, first - imported - (again - first), again - first]))
"""


def split(article: Path, times: int = 7) -> list[float]:
    """Milliseconds of imports, of first use (word lists loaded, patterns compiled), and of the work itself."""
    command = [sys.executable, "-c", _SPLIT, str(article)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(times)]
    return [statistics.median(parts) * 1000 for parts in zip(*runs, strict=True)]


def rows(article: Path) -> list[Row]:
    """Whole processes, and the parts of the one that reads an article."""
    bare = process("-c", "pass")
    whole = process("-m", "annals", "read", str(article))
    imports, first, work = split(article)
    return [
        Row("python, doing nothing", bare),
        Row("python, importing click", process("-c", "import click"), bare),
        Row("annals --help", process("-m", "annals", "--help"), bare),
        Row(f"annals read {article.name}", whole, bare),
        Row("  of it: imports", imports),
        Row("  of it: first use of word lists and patterns", first),
        Row("  of it: reading and wording the article", work),
    ]
