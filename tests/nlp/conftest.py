"""A small watch with made-up people and places, and the pipeline built for it once."""

from typing import Any

import pytest
from spacy.language import Language

from db.registry import Watch
from nlp.pipeline import build


def tiny_watch(**changes: Any) -> Watch:
    """Return a made-up watch: two districts, one of them with a namesake of the other's member."""
    data: dict[str, Any] = {
        "id": "tiny",
        "title": "Police in the schools of Elmford",
        "question": "Should police officers be stationed in public schools?",
        "topic": {
            "target": "police officers stationed in schools",
            "labels": {"favor": "keep", "against": "remove", "mixed": "mixed", "neutral": "neutral"},
            "terms": [
                "school resource officer",
                "school resource officers",
                "SRO",
                "SROs",
                "police in schools",
            ],
            "context_terms": ["police", "police officers", "officers", "cops"],
            "place_terms": ["school", "schools", "campus", "campuses", "hallways"],
            "false_friends": ["single-room occupancy", "self-regulatory organization"],
        },
        "jurisdictions": [
            {"id": "elmford", "name": "Elmford", "timezone": "America/Chicago"},
            {"id": "north-bay", "name": "North Bay", "timezone": "America/Los_Angeles"},
        ],
        "organizations": [
            {
                "id": "elmford-board",
                "name": "Elmford Board of Education",
                "classification": "school board",
                "jurisdiction": "elmford",
                "other_names": ["Elmford school board"],
                "short_names": ["Board of Education"],
            },
            {
                "id": "elmford-schools",
                "name": "Elmford Public Schools",
                "classification": "school district",
                "jurisdiction": "elmford",
                "short_names": ["EPS"],
            },
            {
                "id": "elmford-teachers",
                "name": "Elmford Teachers Union",
                "classification": "union",
                "jurisdiction": "elmford",
                "short_names": ["ETU"],
            },
            {
                "id": "north-bay-board",
                "name": "North Bay Unified school board",
                "classification": "school board",
                "jurisdiction": "north-bay",
            },
        ],
        "people": [
            {
                "id": "dana-okafor",
                "name": "Dana Okafor",
                "misspellings": ["Dana Okafur"],
                "roles": [
                    {
                        "organization": "elmford-board",
                        "role": "board member",
                        "start": "2019-05",
                        "end": "2023-06",
                    }
                ],
            },
            {
                "id": "ruth-lindqvist",
                "name": "Ruth Lindqvist",
                "roles": [
                    {"organization": "elmford-board", "role": "board president", "start": 2019, "end": 2024}
                ],
            },
            {
                "id": "paul-lindqvist",
                "name": "Paul Lindqvist",
                "roles": [
                    {"organization": "north-bay-board", "role": "board member", "start": 2019, "end": 2024}
                ],
            },
        ],
        "sources": [],
    }
    return Watch.model_validate({**data, **changes})


@pytest.fixture(scope="session")
def watch() -> Watch:
    return tiny_watch()


@pytest.fixture(scope="session")
def language(watch: Watch) -> Language:
    return build(watch)
