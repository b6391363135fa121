"""Run every benchmark and print what it measured."""

from __future__ import annotations

import importlib
import pkgutil

import tests.benchmarks as package

for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")):
    bench = getattr(importlib.import_module(f"{package.__name__}.{module}"), "bench", None)
    if bench is not None:
        print(f"{module}: {bench()}", flush=True)
