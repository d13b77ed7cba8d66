"""Which words can name a speaker: figures, days, papers and rooms cannot, however a sentence puts them."""

import re

NUMBER = (
    r"(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)"
)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
NOBODY = re.compile(
    rf"(?:{NUMBER}|{DAY}|one of (?:the|them)(?: {NUMBER})?|whose .*|"
    rf"(?:.* )?(?:reports?|resolutions?)|offices?|"
    rf"at schools|approval of .*|"
    rf"(?:(?:{NUMBER}|some|many|other|high|public|elementary|city) )*schools)",
    re.IGNORECASE,
)


def names_somebody(words: str) -> bool:
    """Return whether words can stand for a person, a body, a group of people or a role."""
    return NOBODY.fullmatch(words.strip()) is None
