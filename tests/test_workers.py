"""Documents that hang, crash or eat memory fail alone; the others are read."""

from __future__ import annotations

import os
import time

import pytest

from pipeline.extraction import Outcome, extract_document
from pipeline.workers import Task, extract_all, local_pool

GOOD = b"Our council is pleased with this report. " * 20


def misbehave(data: bytes, suffix: str, kind: str | None) -> Outcome:
    """Do what the bytes say."""
    if data == b"hang":
        time.sleep(600)
    if data == b"crash":
        os._exit(7)
    if data == b"eat":
        bytearray(8 << 30)
    return extract_document(data, suffix, kind)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    named = {"hang": b"hang", "crash": b"crash", "eat": b"eat"} | {f"good {n}": GOOD for n in range(8)}
    tasks = [Task(key=name, data=data, suffix=".txt") for name, data in named.items()]
    with local_pool(2, seconds=5, memory=4 << 30, work=misbehave) as submit:
        return dict(extract_all(submit, tasks, ahead=4, seconds=5))


@pytest.mark.parametrize(
    ("name", "why"), [("hang", "longer than 5 seconds"), ("crash", "exit code 7"), ("eat", "memory")]
)
def test_a_document_that_misbehaves_fails_with_the_reason(
    outcomes: dict[str, Outcome], name: str, why: str
) -> None:
    assert outcomes[name].status == "failed"
    assert why in str(outcomes[name].message)


def test_the_others_are_read_as_if_alone(outcomes: dict[str, Outcome]) -> None:
    alone = extract_document(GOOD, ".txt")
    assert all(outcomes[f"good {n}"] == alone for n in range(8))


def test_such_a_failure_is_not_kept_for_the_next_run(outcomes: dict[str, Outcome]) -> None:
    assert [outcomes[name].passing for name in ("hang", "crash", "eat", "good 1")] == [
        True,
        True,
        True,
        False,
    ]
