"""What can go wrong with a request, as types under one root, and how each ends in the ledger."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

Outcome = Literal["failed", "filtered", "denied"]

SOFT_404 = "soft-404"  # an article's address that leads to a front page: gone, whatever the status


class FetchFault(IgnoreRequest):
    """A request that is refused or given up; the text says why. Never retried within the run."""

    outcome: ClassVar[Outcome] = "failed"
    kind: ClassVar[str] = "fault"


class OffsiteAddress(FetchFault):
    """An address outside the source's domains."""

    outcome, kind = "filtered", "offsite"


class PrivateAddress(FetchFault):
    """A host that is, or resolves to, an address inside somebody's own network."""

    outcome, kind = "denied", "private-address"


class RobotsDenied(FetchFault):
    """robots.txt forbids it."""

    outcome, kind = "denied", "robots-denied"


class RobotsUnreachable(FetchFault):
    """robots.txt could not be had: no permission can be assumed (RFC 9309, section 2.3.1.4)."""

    outcome, kind = "denied", "robots-unreachable"


class RedirectLoop(FetchFault):
    """Redirects that lead back, or on and on."""

    kind = "redirect-loop"


class AskedToWait(FetchFault):
    """The host wants to be left alone for longer than a run waits."""

    kind = "retry-later"


@dataclass(frozen=True)
class Verdict:
    """How a request ended, in the ledger's words."""

    outcome: Outcome
    kind: str
    message: str


# First match wins: subclasses before their bases.
KNOWN: tuple[tuple[type[BaseException], str, str], ...] = (
    (DownloadTimeoutError, "timeout", "no whole answer in time; tried again next run"),
    (CannotResolveHostError, "dns", "the host's name is not known; check the address in the registry"),
    (DownloadConnectionRefusedError, "refused", "the host refuses connections; tried again next run"),
    (ResponseDataLossError, "truncated", "the answer broke off; tried again next run"),
    (DownloadCancelledError, "too-large", "the answer is larger than is taken"),
    (DownloadFailedError, "connection", "the connection broke; tried again next run"),
    (OSError, "bad-encoding", "the answer is not in the encoding it says"),
    (EOFError, "truncated", "the compressed answer broke off; tried again next run"),
)


def verdict(error: BaseException) -> Verdict:
    """Return how a request that ended in this error is to be told."""
    if isinstance(error, FetchFault):
        return Verdict(error.outcome, error.kind, str(error))
    text = " ".join(str(error).split())[:300]
    if (
        isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in text
    ):  # HttpCompressionMiddleware has no type for it
        return Verdict("failed", "too-large", "the answer unpacks to more than is taken")
    if "certificate" in text:
        return Verdict("failed", "tls", f"the host's certificate is not valid ({text})")
    for kind_of_error, kind, message in KNOWN:
        if isinstance(error, kind_of_error):
            return Verdict("failed", kind, f"{message} ({text})" if text else message)
    return Verdict("failed", "fault", f"{type(error).__name__}: {text}")
