"""One target under atheris, in a process of its own, for so many seconds.

What raises is written down and passed over from then on, so that one fault does not hide the next; a hang,
too much memory or a crash of a library ends the process, and leaves its case behind.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from random import Random

import atheris

SLOW = 6.0  # seconds of work; watched code runs at half its speed


def main() -> None:
    """`TARGET FOLDER SECONDS MEGABYTES TIMEOUT SEED`, as `tests.fuzz.__main__` calls it."""
    name, folder, seconds, megabytes, timeout, seed = sys.argv[1:]
    with atheris.instrument_imports(include=["extractors"]):
        from tests.fuzz import targets
        from tests.fuzz.outcome import fault_of

        target = targets.load()[name]
    work = Path(folder)
    known: set[str] = set()
    began, runs, most = time.monotonic(), 0, 0.0

    def found(sign: str, story: str, data: bytes) -> None:
        known.add(sign)
        key = hashlib.sha256(sign.encode()).hexdigest()[:8]
        (work / f"fault-{key}{target.suffix}").write_bytes(data)
        (work / f"fault-{key}.story").write_text(story, encoding="utf-8", errors="backslashreplace")

    def one(data: bytes) -> None:
        nonlocal runs, most
        runs += 1
        start = time.process_time()
        try:
            target.run(data)
        except Exception as error:
            fault = fault_of(error)
            if fault.sign not in known:
                found(fault.sign, fault.story, data)
        took = time.process_time() - start
        if took > most:
            most = took
            if took > SLOW and "slow" not in known:
                found("slow", f"{took:.1f} seconds of work\n", data)
        if runs % 20 == 0 or took > 1:
            spent = {"seconds": time.monotonic() - began, "worked": time.process_time()}
            told = {"runs": runs, "slowest": most} | spent
            (work / "told.json").write_text(json.dumps(told))

    def changed(data: bytes, largest: int, chance: int) -> bytes:
        rnd = Random(chance)
        if target.plain and rnd.random() < 0.3:
            return bytes(atheris.Mutate(data, largest))
        return target.mutate(data or rnd.choice(seeds), rnd)[:largest]

    seeds = target.seeds()
    held = work / "corpus"
    held.mkdir(parents=True, exist_ok=True)
    for data in seeds:
        (held / hashlib.sha1(data).hexdigest()).write_bytes(data)
    options = [
        f"-max_total_time={seconds}", f"-timeout={timeout}", f"-rss_limit_mb={megabytes}", f"-seed={seed}",
        f"-max_len={max(target.largest, *map(len, seeds))}", f"-artifact_prefix={work}/",
        "-print_final_stats=1", "-detect_leaks=0", f"-report_slow_units={timeout}", "-reload=0",
        "-len_control=0",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(held)], one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
