"""A second opinion on statements the pipeline is unsure of, from a language model of the user's own.

Off unless a server is named. Any that speaks the chat completions of the OpenAI API will do: llama.cpp,
Ollama and vLLM serve it on the user's own machine. What is sent is one statement, its speaker and the
passage it stands in; what comes back is one of four words and how sure the model is. The text comes from
the web and may try to give orders: an answer that is anything else than that form is refused.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import httpx

from nlp.found import Stance

BELOW = 0.6  # the pipeline's own confidence under which a judge is asked
MOST = 500  # statements asked about in one run
TIMEOUT = 60.0  # seconds for one answer
LONGEST_REASON = 300  # characters kept
STANCES: tuple[str, ...] = get_args(Stance)

GUIDE = Path(__file__).with_name("judge_guide.txt").read_text(encoding="utf-8")


class JudgeError(Exception):
    """The judge could not be asked, or its answer could not be used; the text says why."""


@dataclass(frozen=True)
class Question:
    """One statement to be judged, with up to 600 characters of its passage on each side."""

    words: str
    speaker: str
    directness: str
    before: str
    after: str


@dataclass(frozen=True)
class Judgement:
    """A judge's answer: a stance, its confidence from 0 to 1, and a short reason."""

    stance: Stance
    confidence: float
    reason: str


@dataclass(frozen=True)
class Judge:
    """A language model behind an address, by the settings of the environment."""

    url: str
    model: str
    key: str | None = None
    below: float = BELOW
    most: int = MOST

    @property
    def name(self) -> str:
        """Return what marks this judge's stances: `judge:` and the model's name."""
        return f"judge:{self.model}"

    def ask(self, question: Question, topic: Mapping[str, str], client: httpx.Client) -> Judgement:
        """Return the judge's answer. Raises JudgeError when there is none that can be used."""
        body = {"model": self.model, "temperature": 0, "messages": messages(question, topic)}
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            answer = client.post(
                f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers, timeout=TIMEOUT
            )
            answer.raise_for_status()
            told = answer.json()["choices"][0]["message"]["content"]
        except httpx.HTTPError as error:
            raise JudgeError(f"{self.url}: {type(error).__name__}: {error}") from error
        except (ValueError, LookupError, TypeError) as error:
            raise JudgeError(f"{self.url}: the answer is no chat completion") from error
        return read_answer(told)


def from_environment(environment: Mapping[str, str] = os.environ) -> Judge | None:
    """Return the judge that HALLWATCH_JUDGE_URL and its companions name, or None. Raises JudgeError."""
    url = environment.get("HALLWATCH_JUDGE_URL", "").strip()
    if not url:
        return None
    if urlsplit(url).scheme not in {"http", "https"}:
        raise JudgeError(f"HALLWATCH_JUDGE_URL: {url!r} is no http address, like http://127.0.0.1:8080/v1")
    model = environment.get("HALLWATCH_JUDGE_MODEL", "").strip()
    if not model:
        raise JudgeError(
            "HALLWATCH_JUDGE_MODEL: name the model that the server at HALLWATCH_JUDGE_URL is to use"
        )
    return Judge(
        url=url,
        model=model,
        key=environment.get("HALLWATCH_JUDGE_KEY") or None,
        below=_number(environment, "HALLWATCH_JUDGE_BELOW", BELOW, 1.0),
        most=int(_number(environment, "HALLWATCH_JUDGE_MOST", MOST, 1_000_000)),
    )


def _number(environment: Mapping[str, str], name: str, default: float, highest: float) -> float:
    given = environment.get(name, "").strip()
    if not given:
        return default
    try:
        value = float(given)
    except ValueError as error:
        raise JudgeError(f"{name}: {given!r} is no number") from error
    if not 0 <= value <= highest:
        raise JudgeError(f"{name}: {given} is not between 0 and {highest:g}")
    return value


def messages(question: Question, topic: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what is sent: the guideline, then the statement in its passage, marked off as material."""
    passage = f"{question.before}<<<{question.words}>>>{question.after}"
    asked = {"speaker": question.speaker, "how": question.directness, "passage": passage}
    return [
        {"role": "system", "content": GUIDE.format(**topic)},
        {
            "role": "user",
            "content": "The statement stands between <<< and >>>.\n" + json.dumps(asked, ensure_ascii=False),
        },
    ]


def read_answer(told: object) -> Judgement:
    """Return the judgement in a model's answer, which may put a code fence around it. Raises JudgeError."""
    text = str(told or "").strip()
    first, last = text.find("{"), text.rfind("}")
    try:
        answer: Any = json.loads(text[first : last + 1]) if 0 <= first < last else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or answer.get("stance") not in STANCES:
        raise JudgeError(f"the answer names no stance: {text[:120]!r}")
    confidence = answer.get("confidence")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise JudgeError(f"the answer's confidence is not between 0 and 1: {text[:120]!r}")
    reason = answer.get("reason")
    return Judgement(answer["stance"], float(confidence), str(reason or "")[:LONGEST_REASON])
