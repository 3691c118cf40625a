"""Lineages at scale: made-up news with planted copies, timed and scored by pairs.

`python -m bench.lineages` makes 100,000 texts of about 400 words in three languages, `--documents N` others. Each
story is printed first by one outlet; others trim it, reorder it, change a number or some words, take half of it into a
text of their own, or translate it. Every outlet has its own lines under every text and its standing background, and
some texts tell of an incident of which another tells in words of its own: neither links anything.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import comb

from bench.made_news import KINDS, make
from corrobora.link import lineages
from corrobora.types import Lineage, Reading


def main() -> None:
    """Make the texts, find their lineages, and print how long that took and how right it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    print("\n".join(measure(*make(wanted.documents, wanted.seed))))


def measure(readings: Sequence[Reading], truth: Mapping[str, int], kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield the figures of one run; `truth` has each document's story, `kinds` how it came by it."""
    before = _memory_mb()
    start, busy = time.perf_counter(), time.process_time()
    found = lineages(readings)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield f"documents {len(readings)}, words each {sum(len(r.document.text.split()) for r in readings[:999]) / 999:.0f}"
    yield f"seconds {seconds:.1f}, busy {busy:.1f} and in other processes {others.ru_utime + others.ru_stime:.1f}"
    yield f"memory_mb {_memory_mb() - before:.0f} beside the readings' {before:.0f}"
    yield f"memory_mb of another process, with what it shares: {others.ru_maxrss / 1024:.0f}"
    yield from score(found, truth, kinds)


def score(found: Iterable[Lineage], truth: Mapping[str, int], kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield the figures of pairs, the largest cluster beside the largest true one, and recall by kind."""
    clusters = clusters_of(found, truth)
    stories = Counter(truth.values())
    yield "pairs " + ", ".join(f"{name} {value:.4f}" for name, value in pairs(clusters.values(), truth).items())
    largest, true = max(map(len, clusters.values())), max(stories.values())
    yield f"largest cluster {largest}, largest true one {true}, ratio {largest / true:.3f}"
    own = {uri: number for number, members in clusters.items() for uri in members}
    first = {truth[uri]: uri for uri, kind in kinds.items() if kind == "first"}
    for kind in KINDS:
        members = [uri for uri in kinds if kinds[uri] == kind]
        linked = sum(own.get(uri, -1) == own.get(first[truth[uri]], -2) for uri in members)
        yield f"  {kind}: {linked} of {len(members)} with their first"


def pairs(clusters: Iterable[Collection[str]], truth: Mapping[str, int]) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs of documents that stand in one cluster."""
    right = given = 0
    for together in clusters:
        given += comb(len(together), 2)
        right += sum(comb(n, 2) for n in Counter(truth[uri] for uri in together).values())
    planted = sum(comb(n, 2) for n in Counter(truth.values()).values())
    both = given + planted
    return {
        "precision": right / given if given else 0.0,
        "recall": right / planted if planted else 0.0,
        "f1": 2 * right / both if both else 0.0,
    }


def clusters_of(found: Iterable[Lineage], truth: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the documents that copies, parts and translations tie together, directly or through others."""
    head = {uri: uri for uri in truth}

    def top(uri: str) -> str:
        while head[uri] != uri:
            head[uri] = head[head[uri]]
            uri = head[uri]
        return uri

    for lineage in found:
        for member in lineage.members if lineage.kind != "citation" else ():
            head[top(member)] = top(lineage.origin)
    out: dict[str, set[str]] = defaultdict(set)
    for uri in truth:
        out[top(uri)].add(uri)
    return out


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
