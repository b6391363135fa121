"""The long run: each target in turn in a process of its own, round after round, and what it found.

Findings are tried again without the fuzzer, made as small as may be and kept in `cases/TARGET/`; the tests
fail until they are mended. What was learnt of the ways through the code stays in `.fuzz/` for the next run.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.targets import Target, load

HERE = Path(__file__).parent
CASES = HERE / "cases"
WORK = HERE.parent.parent / ".fuzz"
PATIENCE = 4  # times its share before a process is ended: others may keep the machine busy
MINIMISE = 150


@dataclass
class Tally:
    """What came of one target."""

    runs: int = 0
    seconds: float = 0.0
    worked: float = 0.0  # seconds of a core
    slowest: float = 0.0
    signs: Counter[str] = field(default_factory=Counter)
    gone: int = 0  # findings that did not come again without the fuzzer


def main() -> int:
    """Run as asked; 1 where anything was found."""
    asked = _arguments()
    if find_spec("atheris") is None:
        print('The long run needs the extra: pip install -e ".[fuzz]" (Linux)')
        return 2
    targets = load()
    names = asked.target or list(targets)
    tallies = {name: Tally() for name in names}
    until = time.monotonic() + asked.minutes * 60
    turn = 0
    try:
        while time.monotonic() < until:
            name = names[turn % len(names)]
            share = max(5, min(asked.slice, int(until - time.monotonic())))
            _slice(targets[name], tallies[name], share, asked, turn)
            turn += 1
    except KeyboardInterrupt:
        print("stopped; so far:")
    _tell(tallies)
    return 1 if any(tally.signs for tally in tallies.values()) else 0


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--minutes", type=float, default=60, help="in all (60)")
    asked.add_argument(
        "--target", action="append", choices=sorted(load()), help="only this one; may be repeated"
    )
    asked.add_argument("--slice", type=int, default=60, help="seconds of a target's turn (60)")
    asked.add_argument("--memory", type=int, default=1024, help="megabytes of a process (1024)")
    asked.add_argument("--timeout", type=int, default=20, help="seconds of a case, under the fuzzer (20)")
    return asked.parse_args()


def _slice(target: Target, tally: Tally, seconds: int, asked: argparse.Namespace, turn: int) -> None:
    folder = WORK / target.name
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("fault-*"), *folder.glob("*-*[0-9a-f]"), folder / "told.json"]:
        if old.is_file():
            old.unlink()
    words = [str(x) for x in (target.name, folder, seconds, asked.memory, asked.timeout, turn + 1)]
    with (folder / "log").open("wb") as log:
        child = subprocess.Popen([sys.executable, "-m", "tests.fuzz.worker", *words], stdout=log, stderr=log)
        try:
            code = child.wait(PATIENCE * (seconds + asked.timeout))
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
    told = json.loads((folder / "told.json").read_text()) if (folder / "told.json").exists() else {}
    tally.runs += told.get("runs", 0)
    tally.seconds += told.get("seconds", 0.0)
    tally.worked += told.get("worked", 0.0)
    tally.slowest = max(tally.slowest, told.get("slowest", 0.0))
    raw = [*folder.glob(f"fault-*{target.suffix}"), *folder.glob("*-*[0-9a-f]")]
    found = [case for case in raw if case.is_file() and case.suffix != ".story"]
    if code and not found:
        last = (folder / "log").read_text(errors="replace").strip().splitlines()[-1:]
        print(f"{target.name}: ended with {code}: {' '.join(last)[:200]}", flush=True)
    for case in dict.fromkeys(found):
        _keep(target, tally, case)


def _keep(target: Target, tally: Tally, case: Path) -> None:
    """Try a finding again, make it small and keep it."""
    small = case.with_name("smallest")
    small.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.fuzz.minimise", target.name, str(case), str(small)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MINIMISE, check=False)
        sign = done.stdout.strip() or (f"ended with {done.returncode}" if done.returncode else "")
    except subprocess.TimeoutExpired:
        sign = "hang"
    if not sign:
        tally.gone += 1
        print(f"{target.name}: {case.name} did not come again", flush=True)
        return
    tally.signs[sign] += 1
    kept = CASES / target.name
    kept.mkdir(parents=True, exist_ok=True)
    found = (small if small.exists() else case).read_bytes()
    name = hashlib.sha256(found).hexdigest()[:8]
    path = kept / f"{name}{target.suffix}.gz"  # packed, so that nothing else stumbles over it
    if tally.signs[sign] == 1:  # the first of its kind; one that was mended before may have had the same sign
        path.write_bytes(gzip.compress(found, mtime=0))
    print(f"{target.name}: {sign} -> cases/{target.name}/{path.name}", flush=True)


def _tell(tallies: dict[str, Tally]) -> None:
    print(f"\n{'target':<14}{'seconds':>9}{'at work':>9}{'cases':>10}{'slowest':>9}  found")
    for name, tally in tallies.items():
        found = "; ".join(f"{sign} ({n})" for sign, n in tally.signs.items()) or "nothing"
        gone = f"; {tally.gone} did not come again" if tally.gone else ""
        told = f"{tally.seconds:>9.0f}{tally.worked:>9.0f}{tally.runs:>10,}{tally.slowest:>8.1f}s"
        print(f"{name:<14}{told}  {found}{gone}")
    spent, worked = (sum(getattr(t, name) for t in tallies.values()) for name in ("seconds", "worked"))
    cases = sum(tally.runs for tally in tallies.values())
    print(f"{spent / 60:.0f} minutes, {worked / 60:.0f} of them at work; {cases:,} cases")


if __name__ == "__main__":
    sys.exit(main())
