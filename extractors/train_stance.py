"""Train the stance classifier that ships: `python -m extractors.train_stance CORPUS [--write]`.

CORPUS is a folder of published area SEND reports (PDF). Their own sections give the labels: what stands
under strengths is praise, under weaknesses, areas for improvement and for priority action criticism, and
the account of the local area context. Without `--write` it only tells how well it does on reports that it
has not seen (each fold leaves whole reports out). The same corpus gives the same weights.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import sentences
from extractors.families.area_send import extract_report, narrative_sections
from extractors.families.stance import LABELS, MODEL, features, new_classifier
from extractors.model import Stance
from extractors.registry import UnreadableError, detect

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TextCategorizer

SEED = 7
EPOCHS = 8
BATCH = 32
RATE = 0.001
FOLDS = 10
TURNS = ("However", "Despite", "Nevertheless", "Although", "Nonetheless")
ACCOUNT = "information about"  # the heading of a report's neutral account of its area begins so
KINDS: dict[str, Stance] = {
    "strength": "praise",
    "weakness": "criticism",
    "area_for_improvement": "criticism",
    "area_for_priority_action": "criticism",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What one report labels: list items with their stance and kind, and the sentences of its account."""

    name: str
    items: tuple[tuple[str, Stance, str], ...]
    account: tuple[str, ...]


Example = tuple[str, Stance]


def read_reports(folder: Path) -> list[Report]:
    """The labelled texts of every report beneath a folder, in order of file name."""
    found = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            data = path.read_bytes()
            document = detect(data, ".pdf").read(data)
        except UnreadableError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        read = extract_report(document)
        items = tuple((f.text, KINDS[f.kind], f.kind) for f in read.findings if f.kind in KINDS)
        account = tuple(
            sentence.text
            for title, blocks in narrative_sections(document)
            if title.lower().startswith(ACCOUNT)
            for block in blocks
            for sentence in sentences.split(block.text)
        )
        if items:
            found.append(Report(path.stem, items, account))
    return found


def examples(report: Report) -> list[Example]:
    """What a report teaches: items whole and by sentence, without the turns inside strengths."""
    found: list[Example] = []
    for text, label, kind in report.items:
        if not kind.startswith("area_"):
            parts = [s.text for s in sentences.split(text)]
            found += [(s, label) for s in parts if not (label == "praise" and s.startswith(TURNS))]
            if len(parts) == 1:
                continue
        found.append((text, label))
    return found + [(sentence, "context") for sentence in report.account]


def train(reports: Sequence[Report]) -> TextCategorizer:
    """A classifier trained on the reports, the same for the same reports in the same order."""
    from spacy.training import Example as Pair
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    order = random.Random(SEED)
    nlp = _blank()
    classifier = new_classifier(nlp.vocab)
    for label in LABELS:
        classifier.add_label(label)
    pairs = [
        Pair.from_dict(nlp.make_doc(features(text)), {"cats": {one: float(one == label) for one in LABELS}})
        for report in reports
        for text, label in examples(report)
    ]
    classifier.initialize(lambda: pairs, nlp=nlp)
    optimizer = classifier.create_optimizer()
    optimizer.learn_rate = RATE
    for _ in range(EPOCHS):
        order.shuffle(pairs)
        for at in range(0, len(pairs), BATCH):
            classifier.update(pairs[at : at + BATCH], sgd=optimizer)
    return classifier


def _blank() -> Language:
    import spacy

    return spacy.blank("en")


def predictor(classifier: TextCategorizer) -> Callable[[Sequence[str]], list[tuple[Stance, Stance]]]:
    """A function from texts to (stance of three, stance of praise and criticism alone)."""
    order = [classifier.labels.index(label) for label in LABELS]

    def predict(texts: Sequence[str]) -> list[tuple[Stance, Stance]]:
        docs = [sentences.tokenise(features(text)) for text in texts]
        rows = [[float(row[i]) for i in order] for row in classifier.predict(docs)] if docs else []
        return [(LABELS[row.index(max(row))], "praise" if row[0] > row[1] else "criticism") for row in rows]

    return predict


def macro_f1(pairs: Sequence[tuple[Stance, Stance]], labels: Sequence[Stance]) -> float:
    """The mean over the labels of F1, from pairs of right and found."""
    total = 0.0
    for label in labels:
        hits = sum(right == found == label for right, found in pairs)
        named = sum(right == label for right, _ in pairs) + sum(found == label for _, found in pairs)
        total += 2 * hits / named if named else 0.0
    return total / len(labels)


def evaluate(reports: Sequence[Report], folds: int = FOLDS) -> dict[str, float]:
    """Macro F1 on reports left out of training: list items, their sentences, sentences with context."""
    shuffled = sorted(reports, key=lambda r: r.name)
    random.Random(SEED).shuffle(shuffled)
    items: list[tuple[Stance, Stance]] = []
    parts: list[tuple[Stance, Stance]] = []
    three: list[tuple[Stance, Stance]] = []
    for fold in range(min(folds, len(shuffled))):
        left_out = shuffled[fold::folds]
        predict = predictor(train([r for r in shuffled if r not in left_out]))
        for report in left_out:
            listed = [(t, label) for t, label, kind in report.items if not kind.startswith("area_")]
            found = predict([t for t, _ in listed])
            items += [(label, two) for (_, label), (_, two) in zip(listed, found, strict=True)]
            cut = [(s.text, label) for t, label in listed for s in sentences.split(t)]
            found = predict([t for t, _ in cut])
            parts += [(label, two) for (_, label), (_, two) in zip(cut, found, strict=True)]
            three += [(label, one) for (_, label), (one, _) in zip(cut, found, strict=True)]
            three += [("context", one) for one, _ in predict(report.account)]
    return {
        "list items": macro_f1(items, LABELS[:2]),
        "sentences": macro_f1(parts, LABELS[:2]),
        "sentences and context": macro_f1(three, LABELS),
    }


def main() -> None:
    """Train on a corpus, tell how well it does on unseen reports, and write the weights where asked."""
    parser = argparse.ArgumentParser(prog="python -m extractors.train_stance", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of published area SEND reports (PDF)")
    parser.add_argument("--write", action="store_true", help="replace the weights that ship")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many parts to test on in turn")
    given = parser.parse_args()
    reports = read_reports(given.corpus)
    if len(reports) < 2:
        sys.exit("too few area SEND reports were found to train on")
    print(f"{len(reports)} reports, {sum(len(examples(r)) for r in reports)} examples")
    for name, value in evaluate(reports, given.folds).items():
        print(f"macro F1 on unseen reports, {name}: {value:.3f}")
    if given.write:
        folder = Path(__file__).parent / "vocabulary" / "stance" / MODEL
        train(reports).to_disk(folder, exclude=["vocab"])
        print(f"written: {folder.name}, {sum(p.stat().st_size for p in folder.iterdir()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
