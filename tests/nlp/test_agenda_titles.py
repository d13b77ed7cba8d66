"""Hard agenda items in many districts' manner, and texts made to hold the judging up."""

import time

import pytest
from spacy.language import Language

from db.registry import find_watch, load_watch
from nlp.agenda import judge
from nlp.pipeline import build, read_config
from nlp.tag import AGENDA_COMPONENTS

LENGTH = 200_000  # characters: a packet pasted into one item
OF_THE_DEBATE = [
    ("Resolution 2021-R8: Dissolving the Lakeshore School Police Department", ""),
    ("Create position: Chief of School Police", ""),
    ("Approve job share of School Resource Deputy with Blaine County", ""),
    ("Reallocation of $25 million from Los Alcos School Police to student support", ""),
    ("Consider Good Cause Exception: an Armed Peace Officer at Each Campus", ""),
    ("Police School Liaison Program - purchase of service agreement with the City of Hartwell", ""),
    ("Agreement for Safe School Officers with the Sheriff of Alton County", ""),
    ("Resolution in Support of Removing LAPD from our Campuses", ""),
    ("Termination of Police Presence; Investment in Restorative Practices", ""),
    ("Independent study of policing in schools - RFP", ""),
    ("Suspension of Regulation 3.20 regarding sworn law enforcement stationed in schools", ""),
    ("Budget Amendment No. 4: School Police Department Overtime", ""),
    ("Extension of the memorandum with Southgate P.D.", "Its officers continue in both high schools."),
    ("Police services contract FY25", "Two Campus Officers at $98,500 each."),
    ("Contract 88-3", "Under it a police officer will be at the middle school full time."),
    ("Establishment of a district police department", "Fourteen peace officers for the campuses."),
    ("Item 9.C Campus Safety", "Options now that sworn officers are no longer assigned to high schools."),
    ("Consent: K-12 Safety Grant", "Half of the salary of a school resource deputy at Pine Hollow."),
    ("Approval of Shared Cost", "The police liaison officer has an office in the high school."),
    ("Safe Schools Resolution", "Be it resolved that the board ends the placement of officers in schools."),
]
OTHER_BUSINESS = [
    ("Approve purchase of three pursuit vehicles for the School Police Department", ""),
    ("Handle With Care agreement with local law enforcement", "Police notify schools of a child's trauma."),
    ("Memorandum of Understanding: juvenile diversion program with Chester Police", ""),
    ("Fire Resource Officer inspection agreement", ""),
    ("Family resource officer hiring", ""),
    ("School Health Officer contract", ""),
    ("Lease of an SRO (single room occupancy) building", ""),
    ("Use of facility: Hanford Police Department K-9 training at Oak Street School", ""),
    ("License agreement with County Sheriff for active shooter training at Dover Middle", ""),
    ("Memorandum of Understanding with Fort Ames Police for access to camera footage", ""),
    ("Approval of contract for security officers", "Unarmed security officers at the high schools."),
    ("Lockdown drill schedule", "Drills are observed by officers of the police department."),
    ("Easement for police radio antenna at Hillcrest Elementary", ""),
    ("Minutes of May 14", "Comments were heard about lunch, school police and the swim team."),
    ("Approve warrants and bill list", "Includes Marlow Police Dept., detail officers, basketball."),
    ("Sale of former Adams School to the City for a police training center", ""),
    ("Swatting calls: after-action review", "Police searched two schools after hoax calls."),
    ("Joint use agreement", "The City will build a police substation on the former bus lot."),
    ("Contract for bus stop-arm cameras with enforcement by police", ""),
    ("Board security detail: off-duty officers at board meetings", ""),
]
HOSTILE = {
    "blanks": "police" + " " * LENGTH,
    "commas": "officer, , , , " * (LENGTH // 15),
    "one word": "officers-" * (LENGTH // 9),
    "dashes": "police '" + "- " * 60 + "police ",
    "links": "officers in in in " * (LENGTH // 18),
    "prose": "The carrier must report accidents to the police within the hour. " * (LENGTH // 65),
}


@pytest.fixture(scope="module")
def language() -> Language:
    config = read_config()
    config["components"] = [entry for entry in config["components"] if entry["name"] in AGENDA_COMPONENTS]
    config["disable"] = ["ner", "lemmatizer", "attribute_ruler", "tagger"]
    return build(load_watch(find_watch("cps-sro")), config)


@pytest.mark.parametrize(("title", "text"), OF_THE_DEBATE)
def test_items_on_officers_in_schools_are_of_the_debate(language: Language, title: str, text: str) -> None:
    found = judge(language, {"title": title, "text": text, "attached": None})
    assert found.relevant, found.reason


@pytest.mark.parametrize(("title", "text"), OTHER_BUSINESS)
def test_items_on_other_officers_and_deals_are_not(language: Language, title: str, text: str) -> None:
    found = judge(language, {"title": title, "text": text, "attached": None})
    assert not found.relevant, found.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_holds_the_judging_up(language: Language, name: str) -> None:
    """Read in a fraction of a second; the limit allows for a slow, busy machine."""
    started = time.process_time()
    judge(language, {"title": "Contract", "text": HOSTILE[name], "attached": HOSTILE[name]})
    assert time.process_time() - started < 5


def test_a_reason_quotes_words_that_a_reader_can_find(language: Language) -> None:
    item = {"title": "Approve SRO\n   Agreement", "text": None, "attached": None}
    assert judge(language, item).reason == "its text names 'SRO'"
    item["title"] = "Chief of School\n   Police"
    assert judge(language, item).reason == "its text names 'School Police'"
