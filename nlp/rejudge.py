"""Asking the judge, where the user named one, about the statements that the pipeline is unsure of."""

from dataclasses import dataclass

import httpx
from sqlite_utils import Database

from db.ids import digest
from db.ledger import Run
from db.registry import Watch
from db.store.judgements import (
    Row,
    apply_judgement,
    known_judgement,
    store_judgement,
    take_back,
    unsure_statements,
)
from nlp.judge import GUIDE, Judge, JudgeError, Question

AROUND = 600  # characters shown on each side
LONGEST_MESSAGE = 500  # characters of an issue
GIVE_UP = 3  # failures in a row after which a server is left alone until the next run


@dataclass
class JudgeReport:
    """What a round of judging did: asked about now, known from before, failed, left for later."""

    asked: int = 0
    known: int = 0
    failed: int = 0
    left: int = 0


def rejudge(database: Database, watch: Watch, judge: Judge | None, run: Run) -> JudgeReport:
    """Apply what the judge says, asking at most `judge.most` new questions; without a judge, take all back.

    Each answer is stored by itself, so that nothing paid for is lost; a failure is an issue of the run and
    leaves the pipeline's own stance.
    """
    report = JudgeReport()
    judged: set[str] = set()
    if judge is not None:
        with httpx.Client() as client:
            round_of = _Round(database, watch, judge, client, run, report)
            judged = {row["id"] for row in unsure_statements(database, judge.below) if round_of.settle(row)}
    with database.atomic():
        take_back(database, frozenset(judged))
    return report


@dataclass
class _Round:
    database: Database
    watch: Watch
    judge: Judge
    client: httpx.Client
    run: Run
    report: JudgeReport
    failures: int = 0

    def settle(self, row: Row) -> bool:
        """Return whether a judgement stands on this statement now."""
        question = question_of(row)
        key = digest(*vars(question).values(), GUIDE, self.watch.question, self.watch.topic.target)
        told = known_judgement(self.database, key, self.judge.name)
        if told is not None:
            self.report.known += 1
        elif self.report.asked >= self.judge.most or self.failures >= GIVE_UP:
            self.report.left += 1
            return False
        else:
            told = self._ask(row, question, key)
        if told is None:
            return False
        with self.database.atomic():
            apply_judgement(self.database, row["id"], self.judge.name, told)
        return True

    def _ask(self, row: Row, question: Question, key: str) -> Row | None:
        topic = {"question": self.watch.question, "target": self.watch.topic.target}
        self.report.asked += 1
        try:
            answer = self.judge.ask(question, topic, self.client)
        except JudgeError as error:
            self._failed(row, str(error))
            return None
        self.failures = 0
        with self.database.atomic():
            store_judgement(self.database, key, self.judge.name, **vars(answer))
        return {"stance": answer.stance, "confidence": answer.confidence}

    def _failed(self, row: Row, told: str) -> None:
        self.failures += 1
        self.report.failed += 1
        with self.database.atomic():
            self.run.add_issue(
                "warning",
                "judge",
                told[:LONGEST_MESSAGE],
                source_id=row["source_id"],
                url=row["url"],
                document_version_id=row["document_version_id"],
            )


def question_of(row: Row) -> Question:
    """Return what is asked about a statement: its words and the passage around them."""
    body, start, end = row["body"], row["start_char"], row["end_char"]
    return Question(
        words=row["words"],
        speaker=row["speaker"] or "nobody named",
        directness=row["directness"],
        before=body[max(0, start - AROUND) : start],
        after=body[end : end + AROUND],
    )
