"""Builds the invented plans of set A: `python make_a.py` writes a-1 to a-5, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import make_a_1
import make_a_2
import make_a_3
import make_a_4
import make_a_5

PLANS = {"a-1": make_a_1, "a-2": make_a_2, "a-3": make_a_3, "a-4": make_a_4, "a-5": make_a_5}


def main() -> None:
    """Write each plan, its findings and its gold into its folder."""
    here = Path(__file__).parent
    for name, module in PLANS.items():
        folder = here / name
        folder.mkdir(exist_ok=True)
        module.build(folder)


if __name__ == "__main__":
    main()
