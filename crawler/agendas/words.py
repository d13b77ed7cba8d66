"""The words by which an agenda's parts are told, collected from agendas of school boards and cities."""

import re

# The items that open or close nearly every meeting. Two of them make a numbered list an agenda.
OPENING = re.compile(
    r"\b(?:call(?:ed)? to order|roll call|pledge of allegiance|flag salute|salute to the flag|"
    r"moment of silence|"
    r"opening (?:of meeting|ceremon\w+|items|exercises)|invocation|welcome|"
    r"establish\w* (?:of )?(?:a )?quorum|quorum|"
    r"closed session|executive session|preliminar\w+|organization of (?:the )?meeting)\b",
    re.IGNORECASE,
)
USUAL = re.compile(
    OPENING.pattern
    + r"|\badjourn\w*|\bpublic (?:comments?|participation|forum|hearings?|input)\b|\bconsent (?:agenda|"
    r"calendar|items?)\b|"
    r"\bapproval of (?:the )?(?:agenda|minutes)\b|\b(?:old|new|unfinished|other) business\b|"
    r"\bsuperintendent'?s?'? report\b|"
    r"\baction items?\b|\bcommunications?\b|\bannouncements?\b|\b(?:committee|board|"
    r"information) (?:reports?|items?|comments?)\b",
    re.IGNORECASE,
)
ADJOURNMENT = re.compile(
    r"^\W*(?:[\w’']+\s){0,3}adjourn(?:ment|ed|s)?\b(?!.{0,40}\b(?:to|into|for)\b.{0,12}\b(?:closed|"
    r"executive))",
    re.IGNORECASE,
)
HEADING = re.compile(
    USUAL.pattern
    + r"|\b(?:reports?|recognitions?|presentations?|discussion|information|personnel|human resources|"
    r"finance|financial|"
    r"policy|policies|facilities|operations?|business|services|instruction|curriculum|education(?:al)?|"
    r"committees?|"
    r"hearings?|matters|items?|session|resolutions?|ordinances?|contracts?|minutes|comments?|correspondence|"
    r"awards?|"
    r"proclamations?|appointments?|purchas\w+|bids|grants?|donations?|gifts?|students?|administration|"
    r"superintendent|"
    r"legal|legislat\w+|governance|technology|transportation|closing|opening|future|upcoming|board)\b",
    re.IGNORECASE,
)
# A title that begins like this decides something: what is numbered below it are its own clauses.
DECIDES = re.compile(
    r"(?:it is recommended|recommend\w*|approve|adopt|authorize|award|accept|ratify|receive|appoint|consider|"
    r"discussion and/or|conduct|hold|review|amend|rescind|renew|enter|determine|direct|introduce|resolved?|"
    r"conference with)\b",
    re.IGNORECASE,
)
# Lines that belong to an item and are no part of its title.
FIELD = re.compile(
    r"(?:recommend\w*(?: action| motion)?|recommendation\(s\)|attachments?(?:\(s\))?|background|rationale|"
    r"summary|"
    r"quick summary(?: / abstract)?|abstract|fiscal impact|financial impact|budget|funding|cost|presenters?|"
    r"speakers?|"
    r"contact|prepared by|submitted by|staff|reference|goals?|moved by|motion(?: by)?|second(?:ed)?(?: by)?|"
    r"vote|"
    r"roll call(?: vote)?|ayes?|nays?|noes|absent|abstain|type|action|time|minutes|notes?|discussion|"
    r"public comments?|"
    r"documents?|enclosures?|exhibits?|agenda item type|ceqa|location|address|link|zoom|phone|meeting id|"
    r"passcode)"
    r"(?:\(s\))?\s*:",
    re.IGNORECASE,
)
# What stands after the last item in place of an adjournment.
CONDUCT = re.compile(
    r"^(?:city council and committee )?(?:code of conduct|rules of (?:decorum|conduct|procedure)|"
    r"how to address|"
    r"addressing the (?:board|council)|meeting procedures|public participation guidelines)\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"[•●▪■◦○*\uf0b7·–—-]\s|o\s{2}")
# How to take part, told in numbered steps before an agenda begins, or in its middle.
TAKING_PART = re.compile(
    r"\b(?:e-?mail|webinar|zoom|dial|telephone|phone|youtube|livestream|live stream|click|browser|register|"
    r"raise hand|"
    r"passcode|meeting id|https?:|www\.|submit (?:a |your )?(?:written )?comments?)",
    re.IGNORECASE,
)
