"""Which items of an agenda are of the debate, by their words and by what hangs on them."""

import pytest
from spacy.language import Language

from db.registry import find_watch, load_watch
from nlp.agenda import Judgement, is_other, judge
from nlp.pipeline import build, read_config
from nlp.tag import AGENDA_COMPONENTS

OFF_TOPIC_WITH_POLICE = [
    "Purchase of two Police Interceptor utility vehicles",
    "Authorize purchase of squad cars from the sheriff's surplus",
    "Agreement with the Police Department for traffic control at football games",
    "Use of facilities agreement with Marlow Police Department for training",
    "Crossing guard services agreement with the Police Department",
    "Memorandum of Understanding with Police Department for background checks",
    "Radio interoperability agreement with the county sheriff",
    "Police Athletic League after-school chess agreement",
    "Off-duty police officers for graduation ceremonies",
    "Anti-bullying tip line contract with the state police",
]
OFF_TOPIC = [
    "Authorize contract for unarmed security guards",
    "Purchase of door locks and security cameras",
    "City of Marlow fire safety services agreement",
    "Election of officers: president, vice president, secretary",
    "Appointment of Chief Information Security Officer",
    "Fees of the self-regulatory organization (SRO) for broker-dealers",
    "Truancy officer job description",
    "Approve food service contract",
]
ON_TOPIC = [
    "School Resource Officer Memorandum of Agreement Revision",
    "Resolution to End the Presence of Police in Our Schools",
    "Interlocal agreement for law enforcement officers in schools",
    "Approve Sheriff's Office contract for deputies assigned to campuses",
    "MOU between Elmford Public Schools and the Elmford Police Department",
    "Agreement with the City for Safety Services at Schools",
    "Acceptance of COPS in Schools grant",
    "Resolution supporting counselors, not cops",
    "Motion to table item 9.2, the SRO contract",
    "Update on the transition from school policing",
]


@pytest.fixture(scope="module")
def language() -> Language:
    config = read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] in AGENDA_COMPONENTS]
    config["disable"] = ["ner", "lemmatizer", "attribute_ruler", "tagger"]
    return build(load_watch(find_watch("cps-sro")), config)


def judged(language: Language, title: str, text: str = "", attached: str = "") -> Judgement:
    return judge(language, {"title": title, "text": text, "attached": attached})


@pytest.mark.parametrize("title", ON_TOPIC)
def test_an_item_that_names_the_officers_or_their_agreement_is_of_the_debate(
    language: Language, title: str
) -> None:
    found = judged(language, title)
    assert found.relevant
    assert found.relevance >= 0.5
    assert found.reason


@pytest.mark.parametrize("title", OFF_TOPIC_WITH_POLICE)
def test_other_business_with_police_is_told_as_such(language: Language, title: str) -> None:
    found = judged(language, title)
    assert not found.relevant
    assert is_other((found.relevant, found.relevance, found.reason)), found


@pytest.mark.parametrize("title", OFF_TOPIC)
def test_unrelated_safety_and_officers_are_not_of_the_debate(language: Language, title: str) -> None:
    assert not judged(language, title).relevant


def test_the_text_tells_what_a_title_does_not(language: Language) -> None:
    text = "Full-time sworn officers on campus during school days at both high schools."
    found = judged(language, "Safety Partnerships, 2024-25", text)
    assert found.relevant
    assert "puts officers into schools" in found.reason


def test_an_attachment_tells_what_title_and_text_do_not(language: Language) -> None:
    attached = "The contractor will furnish four sworn officers to serve in the district's high schools."
    found = judged(language, "Contract 2019-332, Amendment 1", attached=attached)
    assert found.relevant
    assert found.reason.startswith("an attachment")


def test_the_officers_named_beside_other_business_are_the_subject(language: Language) -> None:
    assert judged(language, "Vehicle lease for the school resource officers").relevant


def test_the_minutes_of_a_debate_are_not_an_item_of_it(language: Language) -> None:
    attached = "Twelve speakers asked the board to remove school resource officers from all schools."
    assert not judged(language, "Approval of minutes of March 4", attached=attached).relevant


def test_a_bus_contract_that_mentions_police_is_a_bus_contract(language: Language) -> None:
    text = "The carrier must report accidents to the police within one hour."
    assert not judged(language, "Approve bus contract", text).relevant
