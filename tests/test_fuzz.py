"""The short part of the fuzzing: every kept case again, the seeds, and some hundreds of changed seeds.

The long part is `make fuzz`; see `tests/fuzz`.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.bounds import HangError, bounded
from tests.fuzz.minimise import smallest
from tests.fuzz.mutate_pdf import mutate_pdf
from tests.fuzz.mutate_zip import mutate_zip, unpack
from tests.fuzz.outcome import run
from tests.fuzz.targets import Target, load

CASES = Path(__file__).parent / "fuzz" / "cases"
TARGETS = load()
KEPT = sorted(path for path in CASES.rglob("*") if path.is_file())
EXAMPLES = 40  # of each target
CHANGES = 6  # at most, one upon another


@pytest.mark.parametrize("path", KEPT, ids=lambda p: f"{p.parent.name}/{p.name[:8]}")
def test_a_case_that_was_found_once_is_right_now(path: Path) -> None:
    fault = run(TARGETS[path.parent.name], gzip.decompress(path.read_bytes()))
    assert fault is None, fault.story


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_right(name: str) -> None:
    for data in TARGETS[name].seeds():
        fault = run(TARGETS[name], data)
        assert fault is None, fault.story


@pytest.mark.parametrize("name", TARGETS)
def test_changed_seeds_are_right(name: str) -> None:
    target = TARGETS[name]
    seeds = target.seeds()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.sampled_from(range(len(seeds))), st.integers(1, CHANGES), st.integers(0, 2**32))
    def changed_seeds(seed: int, changes: int, chance: int) -> None:
        rnd = Random(chance)
        data = seeds[seed]
        for _ in range(changes):
            data = target.mutate(data, rnd)
        fault = run(target, data)
        assert fault is None, fault.story

    changed_seeds()


# -- the tools themselves ----------------------------------------------------------------------


def test_a_run_beyond_its_time_is_a_hang() -> None:
    def never_ends() -> None:
        with bounded(seconds=0.05):
            while True:
                pass

    with pytest.raises(HangError):
        never_ends()


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_changed_containers_are_containers_still(name: str) -> None:
    seed = TARGETS[name].seeds()[0]
    opened = [unpack(mutate_zip(seed, Random(n))) for n in range(30)]
    assert sum(map(bool, opened)) > 20
    assert zipfile.is_zipfile(io.BytesIO(mutate_zip(seed, Random(3))))


def test_changed_pdfs_are_the_same_for_the_same_chance() -> None:
    seed = TARGETS["pdf"].seeds()[0]
    assert [mutate_pdf(seed, Random(n)) for n in range(9)] == [mutate_pdf(seed, Random(n)) for n in range(9)]


def test_a_fault_is_made_as_small_as_may_be() -> None:
    def fails(data: bytes) -> None:
        if b"x" in data and b"y" in data:
            raise ValueError("both")

    target = Target("made", ".txt", 100, lambda: [b""], lambda data, _: data, fails, True)
    fault = run(target, b"aaxbbbbbycc")
    assert fault is not None
    assert sorted(smallest(target, b"aaxbbbbbycc", fault.sign)) == sorted(b"xy")
