"""Coverage-guided fuzzing of the readers, the field parsers and the families.

`make test` replays the kept cases of `cases/` and a few hundred changed seeds (`tests/test_fuzz.py`); the
long run is `make fuzz`, or `python -m tests.fuzz --minutes 60 --target owner`, with the extra `[fuzz]`.

- `targets/`: the harnesses, one a target: what is run on some bytes, and what must hold of the outcome.
- `invariants.py`: what holds of every document and extraction, however broken the file.
- `seeds.py`, `seeds_pdf.py`: small invented files to begin with, made by code.
- `mutate_*.py`: changes that know the form: words, markup, the parts of a container, the objects of a PDF.
- `bounds.py`, `outcome.py`: one run under limits of time and memory, and what is wrong with it.
- `worker.py`: one target in a process of its own under atheris.
- `minimise.py`: the smallest case of a finding.
"""
