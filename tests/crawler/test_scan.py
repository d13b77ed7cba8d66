"""The cheap scan wants every page that may be about the debate, and few others."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.scan import ScanVerdict, TopicScan
from db.registry import load_watch
from db.registry.models import Topic

ROOT = Path(__file__).parents[2]
TOPIC = load_watch(ROOT / "watches/cps-sro").topic
SCAN = TopicScan.for_topic(TOPIC)
LEAST_WORDS = 60  # a shorter passage is cut out of an article: it may name neither police nor school


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>The Ledger</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        "<p>The board voted to keep its school&nbsp;resource\n officers.</p>",
        "<p>Trustees want the <b>S</b>chool <a href='/x'>resource officers</a> gone.</p>",
        "<p>Should there be po&shy;lice at the high sch\u00adool?</p><p>Students said no.</p>",
        "<P>SHERIFF'S DEPUTIES WILL PATROL THE CAMPUS.</P>",
        "<p>SROs will stay, the principal said.</p>",
        "<p>Los oficiales de recursos escolares se van.</p>",
        "<p>Exigen sacar a las polic&iacute;as en las escuelas.</p>",
        "<p>Die Schulpolizei bleibt umstritten.</p>",
        "<nav>Menu<p>An unclosed menu before the text.<h1>School police to leave</h1></p><nav></nav>",
        '<script type="application/ld+json">{"articleBody": "Police officers leave the schools."}</script>',
        '<div></div><script>Fusion.globalContent={"text": "<p>Campus police will stay.</p>"}</script>',
        "<p>The motion to let the police agreement expire failed.</p>",
    ],
)
def test_a_page_about_the_debate_is_wanted(body: str) -> None:
    assert SCAN.judge(page(body)).wanted


@pytest.mark.parametrize(
    "body",
    [
        "<p>The council passed the parks budget. Copyright notice. Office hours.</p>",
        "<p>Rent rose at the SRO hotel near the school.</p>",
        "<p>FINRA, the SRO for brokers, fined a firm.</p>",
        "<p>Police arrested a man on Tuesday downtown.</p>",
        "<nav><a href='/p'>School police</a></nav><p>The zoo has a new lion.</p>",
        "<script>var tags = 'school resource officers';</script><p>The zoo has a new lion.</p>",
        "<p>The zoo has a new lion.</p><ul><li><a href='/y'>School police to leave</a></li></ul>",
    ],
)
def test_other_pages_are_left(body: str) -> None:
    verdict = SCAN.judge(page(body))

    assert not verdict.wanted
    assert verdict.reason


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_any_charset_is_read(charset: str) -> None:
    text = page("<p>Polic\u00edas en las escuelas</p>").decode()

    assert SCAN.judge(text.encode(charset)).wanted


def test_a_short_name_needs_a_school_on_the_page() -> None:
    assert not SCAN.judge(page("<p>The SRO fined two brokers.</p>")).wanted
    assert SCAN.judge(page("<p>The SRO knew two brokers.</p><p>Far away, a school.</p>")).wanted


def lost_and_all(files: list[Path]) -> tuple[list[str], int]:
    """Return the ids of longer relevant passages that the scan would not keep, and how many there are."""
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    whole = [row for row in rows if row["relevant"] and len(row["text"].split()) > LEAST_WORDS]
    return [row["id"] for row in whole if not SCAN.judge(page(f"<p>{row['text']}</p>")).wanted], len(whole)


def test_it_loses_nothing_of_the_labelled_texts_that_are_whole() -> None:
    assert lost_and_all(sorted((ROOT / "nlp/texts/train").glob("first-*.jsonl")))[0] == []


def test_it_loses_few_passages_cut_from_the_middle() -> None:
    lost, count = lost_and_all([*(ROOT / "nlp/texts").glob("[dt]*/*.jsonl")])

    assert (
        len(lost) < 0.12 * count
    )  # "Castle moved, Pham seconded": their article says elsewhere what it is about


def test_its_version_follows_the_topic_s_words() -> None:
    other = TOPIC.model_copy(update={"terms": [*TOPIC.terms, "hall monitor"]})

    assert TopicScan.for_topic(other).version != SCAN.version
    assert TopicScan.for_topic(TOPIC).version == SCAN.version
    assert TopicScan.for_topic(other).judge(page("<p>A hall monitor at each door.</p>")).wanted


def test_a_topic_of_other_words_is_scanned_for_those() -> None:
    topic = Topic(target="phones in class", labels=TOPIC.labels, terms=["phone ban"])

    scan = TopicScan.for_topic(topic)

    assert scan.judge(page("<p>The phone ban passed.</p>")).wanted
    assert not scan.judge(page("<p>School police stay.</p>")).wanted


def test_it_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(SCAN))  # noqa: S301 - made one line above

    assert copy.version == SCAN.version
    assert copy.judge(page("<p>School police stay.</p>")).wanted


@given(st.binary(max_size=400))
def test_any_bytes_get_a_verdict(body: bytes) -> None:
    assert isinstance(SCAN.judge(body + b" police"), ScanVerdict)


@pytest.mark.parametrize("piece", [b"<", b"<script>", b"<a href=x>", b"<a ", b"<nav>police ", b"&", b"> "])
def test_hostile_pages_cost_no_more_than_others(piece: bytes) -> None:
    """Nested or unclosed markup of two megabytes: quadratic work would take minutes."""
    assert SCAN.judge(b"police" + piece * (2_000_000 // len(piece))).reason
