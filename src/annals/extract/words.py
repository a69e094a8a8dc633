"""The words of English as the reader knows them: closed classes and verb forms, built once from the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from annals.codebook import table

VOWELS = frozenset("aeiou")


@cache
def closed(name: str) -> frozenset[str]:
    """The words of one closed class of `codebook/english.toml` (`prepositions`, `modals`, ...)."""
    return frozenset(table("english")["closed"][name].split())


@cache
def endings(name: str) -> frozenset[str]:
    """The words of one list of exceptions (`not_gerunds`, `months`, ...)."""
    return frozenset(table("english")["endings"][name].split())


@cache
def grammar(name: str) -> frozenset[str]:
    """The words of one small list that a rule of reading needs (`particles`, `transparent`, ...)."""
    return frozenset(table("english")["grammar"][name].split())


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Past and participle of irregular verbs, by base form."""
    rows = (row.split() for row in table("english")["irregular"]["forms"].split("|"))
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Base and form of every known verb form: `b` base, `z` he does, `d` past, `n` participle, `p` both, `g` -ing."""
    bases = set(table("english")["verbs"]["common"].split()) | set(irregular())
    for sense in table("events")["verb"]:
        bases |= set(sense["verbs"].split())
    for words in table("events")["light"].values():
        bases |= {word.split(":")[0] for word in words.split()}
    forms: dict[str, tuple[str, str]] = {}
    for base in sorted(bases):
        for form, kind in inflected(base):
            if form not in forms or (kind == "b" and forms[form][1] not in ("d", "n", "p")):
                forms[form] = (base, kind)
    forms["found"] = ("find", "p")
    forms["left"] = ("leave", "p")
    forms |= {"burnt": ("burn", "p"), "learnt": ("learn", "p"), "hanged": ("hang", "p"), "lighted": ("light", "p")}
    return forms


def inflected(base: str) -> Iterator[tuple[str, str]]:
    """The forms of the verb `base` with their kinds.

    >>> list(inflected("stop"))[:4]
    [('stop', 'b'), ('stops', 'z'), ('stopping', 'g'), ('stoping', 'g')]
    """
    yield base, "b"
    yield third_person(base), "z"
    for stem in _stems(base):
        yield (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing", "g"
    if base in irregular():
        past, participle = irregular()[base]
        yield from ((past, "p"),) if past == participle else ((past, "d"), (participle, "n"))
        return
    for stem in _stems(base):
        yield _past(stem), "p"


def third_person(base: str) -> str:
    """The form of `base` after he, she, it; of a noun, its plural."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2:-1] not in VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _stems(base: str) -> tuple[str, ...]:
    """`base`, and before it `base` with its last consonant doubled where English may double it."""
    last = base[-3:]
    if len(last) == 3 and last[2] not in "aeiouwxy" and last[1] in VOWELS and last[0] not in VOWELS:
        return base + base[-1], base
    return (base,)


@cache
def unchanging() -> frozenset[str]:
    """Verbs whose past looks like their base form (`cut`, `hit`)."""
    return frozenset(base for base, (past, _) in irregular().items() if base == past)


@cache
def singulars() -> dict[str, str]:
    """Irregular plurals that the rules of `singular` would miss."""
    pairs = (pair.partition(":") for pair in table("english")["endings"]["plurals"].split())
    return {plural: single for plural, _, single in pairs}


def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule (`cities` -> `city`); words that are no plural stay."""
    if word in singulars():
        return singulars()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
