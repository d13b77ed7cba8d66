"""Texts as sets of five-word runs, whole or sampled, and how much two such sets have in common."""

import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

SHINGLE_WORDS = 5
# Longer texts keep every fourth shingle, chosen by its own value: the same one in every text that has it.
WHOLE = 160
SAMPLED = 4
METHOD = "5 words, 64 bits, a quarter of more than 160, 2026-11"  # another way of sampling starts anew


@dataclass(frozen=True)
class Sample:
    """A text's shingles: all of a short text's, else a quarter."""

    shingles: frozenset[int]
    whole: bool

    def packed(self) -> bytes:
        """Return the shingles as bytes for the database."""
        return array("q", sorted(self.shingles)).tobytes()

    def without(self, standing: Collection[int]) -> "Sample":
        """Return the sample without standing lines."""
        return Sample(self.shingles.difference(standing), self.whole)

    def coarse(self) -> frozenset[int]:
        """Return the shingles that any text's sample would have kept."""
        return (
            frozenset(value for value in self.shingles if not value % SAMPLED)
            if self.whole
            else self.shingles
        )


@dataclass(frozen=True)
class Likeness:
    """How much two texts have in common: of the shorter, and of both together.

    `shared` counts the shingles compared; `shorter` is how many the shorter text has in all.
    """

    shared: int
    shorter: int
    containment: float
    resemblance: float


def shingle(text: str) -> frozenset[int]:
    """Return a text's five-word runs, hashed to signed 64-bit integers, case and punctuation left out."""
    words = re.findall(r"\w+", text.lower())
    runs = (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))
    return frozenset(
        int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big", signed=True) for run in runs
    )


def sample(text: str) -> Sample:
    """Return a text's shingles, sampled where it is long."""
    found = shingle(text)
    if len(found) <= WHOLE:
        return Sample(found, True)
    return Sample(frozenset(value for value in found if not value % SAMPLED), False)


def unpacked(packed: bytes, whole: bool) -> Sample:
    """Return the sample that was packed for the database."""
    values: array[int] = array("q")
    values.frombytes(packed)
    return Sample(frozenset(values), whole)


def likeness(one: Sample, other: Sample) -> Likeness:
    """Compare two samples by the shingles that both could have kept."""
    finest = one.whole and other.whole
    left = one.shingles if finest else one.coarse()
    right = other.shingles if finest else other.coarse()
    shared, shorter = len(left & right), min(len(left), len(right))
    both = len(left) + len(right) - shared
    return Likeness(
        shared,
        shorter if finest else shorter * SAMPLED,
        shared / shorter if shorter else 0.0,
        shared / both if both else 0.0,
    )
