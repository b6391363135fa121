"""A person goes through the doubts, one by one; what they decide is written to `decisions.csv` at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.decisions import FILE, Decision, Verdict, add_decision, all_decisions
from pipeline.doubts import Doubt, References, doubts, folder_of, item_doubt, waiting_on
from pipeline.explain import explanation
from pipeline.invoked import called
from pipeline.items import stamp
from pipeline.wording import plural, upper_first

ANSWERS: dict[str, dict[str, str]] = {
    "link": {
        "c": "confirm",
        "r": "reject",
        "o": "other finding",
        "s": "skip",
        "n": "note",
        "q": "quit",
    },
    "repair": {"c": "read rightly", "r": "read wrongly", "s": "skip", "n": "note", "q": "quit"},
    "item": {"n": "note", "s": "skip", "q": "quit"},
}
VERDICTS: dict[str, Verdict] = {"c": "confirm", "r": "reject", "o": "other", "s": "note"}


QUESTIONS = {
    "addresses": "Does this action answer this finding?",
    "restates": "Does this passage say this finding again?",
    "reports_progress": "Does this passage tell of progress on this finding?",
    "similar": "Do these two findings say the same?",
}


class NothingThereError(Exception):
    """There is no item of this id; the message names it."""


class Review:
    """One sitting: who decides, on what database, into which folders."""

    def __init__(self, db: sqlite3.Connection, folders: Sequence[Path], who: str) -> None:
        self.db = db
        self.folders = list(folders)
        self.who = who
        self.references = References(db)
        self.written = 0

    def queue(self, area: str | None, item: str | None) -> Iterator[Doubt]:
        """What to ask about. Raises `NothingThereError` where there is no such item."""
        if item is not None:
            doubt = item_doubt(self.references, item)
            if doubt is None:
                raise NothingThereError(f"there is no link, finding, action or gap '{item}'")
            yield doubt
            if doubt.what == "item":
                yield from waiting_on(self.db, item)
            return
        earlier = all_decisions(self.folders)
        for doubt in doubts(self.db, area):
            if not doubt.settled(earlier):
                yield doubt

    def go(self, area: str | None = None, item: str | None = None) -> None:
        """Ask about each doubt until there are no more or the person stops."""
        waiting = list(self.queue(area, item))
        click.echo(_beginning(waiting))
        try:
            for place, doubt in enumerate(waiting, 1):
                self._show(doubt, place, len(waiting))
                if not self._ask(doubt):
                    break
        except click.Abort:  # the end of what was piped in, or the person's interrupt
            click.echo("")
        self._close()

    def _close(self) -> None:
        if self.written:
            lines = "1 decision" if self.written == 1 else f"{self.written} decisions"
            click.echo(f"{lines} written to {FILE}. They count from the next '{called()} run'.")

    def _show(self, doubt: Doubt, place: int, count: int) -> None:
        at = f"\n{place} of {count}. "
        if doubt.what == "link":
            row = self.db.execute("select * from links where id = ?", (doubt.id,)).fetchone()
            click.echo(f"{at}{QUESTIONS[row['kind']]} ({doubt.why}; link {doubt.id})")
            click.echo("\n".join(explanation(self.db, row)[2:]))  # the question tells what comes before
        elif doubt.what == "repair":
            click.echo(f"{at}Was this read rightly? ({doubt.why})\n  {doubt.from_text}")
        else:
            click.echo(f"{at}Do you want to note something on {doubt.id}?\n  {doubt.from_text}")

    def _ask(self, doubt: Doubt) -> bool:
        """Take an answer; whether to go on."""
        answers = ANSWERS[doubt.what]
        question = ", ".join(f"[{k}] {words}" for k, words in answers.items())
        note = ""
        while True:
            said = str(click.prompt(question, prompt_suffix=": ")).strip()
            word, _, rest = said.partition(" ")
            key = word[:1].casefold()
            if key not in answers or (len(word) > 1 and not _spelt(word, key, answers)):
                click.echo(f"'{said}' is none of these.")
                continue
            if key == "q":
                self._write_note(doubt, note)
                return False
            if key == "n":
                note = rest.strip() or str(click.prompt("Note")).strip()
                if doubt.what == "item":
                    self._write_note(doubt, note)
                    return True
                continue
            note = rest.strip() or note
            if key == "s":
                self._write_note(doubt, note)
                return True
            instead = self._other(doubt) if key == "o" else None
            if key == "o" and instead is None:
                continue
            self._write(doubt, VERDICTS[key], note, instead)
            return True

    def _other(self, doubt: Doubt) -> tuple[str, str] | None:
        """The finding that is meant instead, by its id, its letter and number, or its place in a list."""
        link = self.db.execute("select to_id, from_id from links where id = ?", (doubt.id,)).fetchone()
        rows = self.db.execute(
            "select f.id, f.text from findings f join findings t on t.document_id = f.document_id"
            " where t.id = ? and f.id <> t.id and (f.kind = 'strength') = (t.kind = 'strength')"
            " order by f.kind, f.number",
            (link["to_id"],),
        ).fetchall()
        if not rows:
            click.echo("There is no other finding in that document.")
            return None
        for row in rows:
            click.echo(f"  {row['id'].rsplit('-', 1)[1]:>4}  {row['text'][:140]}")
        said = str(click.prompt("Which one (none to go back)")).strip()
        wanted = said.rsplit("-", 1)[-1].casefold()
        for row in rows:
            if row["id"].rsplit("-", 1)[1].casefold() == wanted:
                return self.references.of(row["id"])
        if wanted != "none":
            click.echo(f"'{said}' is none of these.")
        return None

    def _write_note(self, doubt: Doubt, note: str) -> None:
        if note:
            self._write(doubt, "note", note, None)

    def _write(self, doubt: Doubt, verdict: Verdict, note: str, instead: tuple[str, str] | None) -> None:
        decision = Decision(
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            who=self.who,
            what=doubt.what,
            decision=verdict,
            from_=doubt.from_,
            from_text=doubt.from_text,
            to=doubt.to,
            to_text=doubt.to_text,
            instead=instead[0] if instead else "",
            instead_text=instead[1] if instead else "",
            note=note,
            stamps=(*doubt.stamps, stamp(instead[1])) if instead else doubt.stamps,
        )
        add_decision(folder_of(self.db, doubt.document, self.folders), decision)
        self.written += 1


def _beginning(waiting: Sequence[Doubt]) -> str:
    """What is to be decided, in a sentence, and what becomes of the answers."""
    if not waiting:
        return "There is nothing to decide."
    links = sum(1 for d in waiting if d.what == "link")
    repairs = sum(1 for d in waiting if d.what == "repair")
    counts = [plural(links, "link")] if links else []
    counts += [plural(repairs, "reading")] if repairs else []
    if not counts:
        return "Nothing waits for a decision here; a note can be written."
    waits = "waits" if links + repairs == 1 else "wait"
    return (
        f"{upper_first(' and '.join(counts))} {waits} for you to decide, the links of actions to findings"
        f" first and the most doubtful of them at the head. Each answer is written to {FILE} at once; stop"
        " with q whenever you like."
    )


def _spelt(word: str, key: str, answers: dict[str, str]) -> bool:
    """Whether the word is the beginning of the answer's name, or says what the decision is called."""
    return answers[key].startswith(word.casefold()) or VERDICTS.get(key, "").startswith(word.casefold())
