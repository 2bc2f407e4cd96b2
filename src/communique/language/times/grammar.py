"""The forms that time expressions take: one pattern a form, in order of preference where two cover the same words.

Groups carry the parts that `resolve` turns into a value; a group's first letters say what it is (``d`` day, ``m``
month, ``y`` year, ``n`` number, ``u`` unit, ``w`` weekday).
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.language.times.vocabulary import alternatives, words

__all__ = ["NAMES", "pattern"]

_MONTH = alternatives(words("month"))
_FULL_MONTH = alternatives(w for w in words("month") if len(w) > 4 or w in ("june", "july", "may"))
_DAY = alternatives(words("weekday"))
_UNIT = alternatives(words("unit"))
_CLOCK_UNIT = alternatives(("second", "minute", "hour"))
_CARDINAL = alternatives(w for w, v in words("number").items() if v != "X" and w not in ("a", "an", "hundred"))
_TENS = alternatives(w for w, v in words("number").items() if v.isdigit() and 20 <= int(v) <= 90)
_SMALL = alternatives(w for w, v in words("number").items() if v.isdigit() and int(v) < 10 and w not in ("a", "an"))
_VAGUE_NUMBER = alternatives(w for w, v in words("number").items() if v == "X")
_ORDINAL = alternatives(words("ordinal"))
_SEASON = alternatives(words("season"))
_PART = alternatives(words("daypart"))
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = (rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_TENS})[-\s](?:{_SMALL})|"
           rf"(?:{_CARDINAL})(?:\s+and\s+a\s+half)?|an?\b)")
_ABOUT = (r"(?:(?:about|around|nearly|almost|roughly|some|at\s+least|at\s+most|more\s+than|less\s+than|over|up\s+to)"
          r"\s+)?")
_MOD = r"(?:(?:the\s+)?(?:early|late|mid)[-\s]+(?:in\s+)?)"
_EDGE = r"(?:(?:the\s+)?(?:very\s+)?(?:start|beginning|middle|end|close)\s+of\s+(?:the\s+)?)"
_ZONE = r"(?:\s*(?:GMT|UTC|BST|EST|EDT|PST|PDT|CET|CEST|MSK|local\s+time|Moscow\s+time|Eastern|ET)\b)?"
_CLOCK = (rf"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?\s*(?P<ap>[ap]\.?m\b\.?){_ZONE}"
          rf"|(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?!:?\d){_ZONE}|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)\s+(?:GMT|UTC)\b"
          rf"|(?P<h4>[01]?\d|2[0-3])\.(?P<min4>[0-5]\d)\s+(?:GMT|UTC)\b")

_FORMS: dict[str, str] = {
    "iso": r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?:T(?P<h>\d\d):(?P<min>\d\d)\S*)?",
    "clock_day": rf"(?:{_CLOCK})(?:,?\s+(?:on\s+)?(?:(?:early|late)\s+)?(?P<w>{_DAY}|today|yesterday|tomorrow))"
                 rf"(?:,?\s+(?:(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH})\b\.?)"
                 rf"(?:,?\s+(?P<y>{_YEAR}))?)?",
    "day_clock": rf"(?P<w>{_DAY}|today|yesterday|tomorrow)\s+at\s+(?:about\s+|around\s+)?(?:{_CLOCK})",
    "day_month": rf"(?:{_MOD})?(?:(?P<w>{_DAY}),?\s+)?(?:the\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
                 rf"(?:\s*(?:[-–—]|to|and)\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?P<m>{_MONTH})\b(?:\.(?=,?\s+\d))?(?:,?\s+(?P<y>{_YEAR})\b)?",
    "month_day": rf"(?:{_MOD})?(?:(?P<w>{_DAY}),?\s+)?(?P<m>{_MONTH})\b\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
                 rf"(?!\d|:\d|,\d|\.\d)(?:\s*(?:[-–—]|to|and)\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|,\d))?(?:,?\s+(?P<y>{_YEAR})\b)?",
    "numeric": rf"(?P<a>[0-3]?\d)(?P<sep>[./])(?P<b>[0-3]?\d)(?P=sep)(?P<y>{_YEAR})",
    "month_year": rf"(?:{_MOD}|{_EDGE})?(?P<m>{_MONTH})\b\.?(?:,?\s+of)?,?\s+"
                  rf"(?P<y>{_YEAR}|last\s+year|this\s+year|next\s+year)\b",
    "rel_month": rf"(?:{_MOD}|{_EDGE})?(?P<rel>last|this|next|this\s+past|this\s+coming)\s+(?P<m>{_FULL_MONTH})",
    "month": rf"(?:{_MOD}|{_EDGE})?(?P<m>{_FULL_MONTH})",
    "weekday": rf"(?:(?:early|late)\s+(?:on\s+)?)?(?:(?P<rel>last|next|this|this\s+coming|this\s+past|the\s+following|"
               rf"the\s+previous)\s+)?(?P<w>{_DAY})(?:\s+(?P<part>{_PART}))?"
               rf"(?:\s+(?P<week>last\s+week|next\s+week|this\s+week))?",
    "relative_day": rf"(?:(?:early|late|earlier|later)\s+)?(?P<day>the\s+day\s+before\s+yesterday|"
                    rf"the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow)(?:\s+(?P<part>{_PART}))?",
    "this_part": r"(?:earlier\s+|later\s+)?(?P<rel>this|last|tomorrow)\s+(?P<part>morning|afternoon|evening|night)"
                 r"|tonight|overnight",
    "each": rf"(?:every|each)\s+(?:(?P<other>other|second)\s+)?(?:(?P<n>{_CARDINAL}|\d+)\s+)?(?:(?P<u>{_UNIT})s?|"
            rf"(?P<w>{_DAY})|(?P<part>morning|afternoon|evening)|(?P<season>{_SEASON}))",
    "times_a": rf"(?:once|twice|(?:{_CARDINAL}|\d+)\s+times)\s+(?:an?|every|per|each)\s+(?P<u>{_UNIT})",
    "set": rf"(?P<set>{alternatives(words('set'))})",
    "rel_season": rf"(?:{_MOD}|{_EDGE})?(?P<rel>last|this|next|this\s+past|this\s+coming|"
                  rf"the\s+previous|the\s+following)\s+(?P<season>{_SEASON})",
    "limit": rf"(?:(?<=\bby\s)|(?<=\bbefore\s)|(?<=\buntil\s)|(?<=\btill\s))(?:(?:the\s+)?(?:(?P<season>{_SEASON})|"
             rf"(?P<weekend>weekend))|(?P<newyear>new\s+year))(?!\s+(?:of|{_YEAR}))",
    "season_year": rf"(?:{_MOD}|{_EDGE})?(?:the\s+)?(?P<season>{_SEASON})(?:\s+of)?\s+(?P<y>{_YEAR})",
    "quarter": rf"(?:the\s+)?(?:(?P<rel>last|next|this)\s+quarter|(?P<o>first|second|third|fourth|final)\s+"
               rf"(?P<part>quarter|half)(?:\s+of\s+(?:the\s+)?(?P<y>{_YEAR}|this\s+year|last\s+year|next\s+year|year)|\s+(?P<y2>{_YEAR}))?"
               rf"|Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<y3>{_YEAR}))?)",
    "decade": rf"(?:{_MOD}|{_EDGE})?(?:the\s+)?(?P<y>(?:1[5-9]|20)\d0)['’]?s|"
              r"(?:the\s+)?(?:early\s+|late\s+|mid-)?['’](?P<yy>\d0)s",
    "century": rf"(?:{_MOD})?(?:the\s+)?(?P<o>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})[-\s]+century",
    "this_century": r"(?P<rel>this|last|the\s+last|the\s+past)\s+century",
    "end_of": r"(?:the\s+)?(?:start|beginning|middle|end|close)\s+of\s+(?:(?P<rel>this|last|next|the)\s+)?"
              r"(?P<u>day|week|month|year|decade|century|weekend)|(?P<n>year|month|week)(?:[-\s]end|['’]s\s+end)\b(?!s)",
    "next_day": r"(?:the\s+)(?P<rel>next|following|previous|same)\s+day(?!s)",
    "rel_unit": rf"(?:(?:early|late|later|earlier)\s+)?(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+previous|"
                rf"the\s+following|the\s+same|that\s+same|that|the\s+coming|the\s+past|the\s+last|the\s+next|the\s+preceding|"
                rf"the\s+current|the\s+present)\s+(?P<u>{_UNIT})\b(?!s)",
    # not "a day after police searched it" or "the day before the vote": there it is an interval from what follows
    "day_shift": r"(?<!\ba\s)(?<!\bone\s)(?:the\s+)?(?P<rel>day\s+before|day\s+after)"
                 r"(?!\s+(?!(?:in|at|on|by|near|outside|when|and|but|with|from|to)\b)\w)",
    "ago": rf"{_ABOUT}(?P<n>{_NUMBER}|{_VAGUE_NUMBER})\s+(?P<u>{_UNIT})s?\s+"
           rf"(?P<dir>ago|(?:earlier|later)(?!\s+than)|hence|from\s+now|from\s+today|(?:before|after|previously)(?=\s*[.,;:!?)]|\s*$))",
    "span": rf"(?:the\s+)?(?P<rel>past|last|next|coming|first|previous|following|recent|final)\s+(?:(?P<n>"
            rf"{_NUMBER}|{_VAGUE_NUMBER})\s+)?(?P<u>{_UNIT})(?P<s>s)?",
    "duration": rf"{_ABOUT}(?P<n>{_NUMBER}|{_VAGUE_NUMBER})(?P<hy>[-\s]+)(?:(?:consecutive|full|more|additional|"
                rf"further|straight|long|calendar|working|whole)\s+)?(?P<u>{_UNIT})(?P<s>s?)\b"
                rf"(?!-old|\s+old|-olds|[-\s]+of[-\s]+age)",
    "some_units": rf"(?<=for\s)(?P<u>{_UNIT})s\b|(?<=in\s)(?P<u2>{_CLOCK_UNIT}|day|week|month)s\b"
                  rf"|(?<=within\s)(?P<u3>{_UNIT})s\b|(?<=after\s)(?P<u4>{_UNIT})s\s+(?=of\b)|(?<=over\s)(?P<u5>{_UNIT})s\b"
                  rf"|(?<=lasted\s)(?P<u6>{_UNIT})s\b|(?<=took\s)(?P<u7>{_UNIT})s\b",
    "years": rf"(?P<y>{_YEAR})\s*[-–/]\s*(?P<y2>{_YEAR}|\d\d)(?![\d-])",
    "mod_year": rf"(?:{_MOD}|{_EDGE})(?P<y>{_YEAR}|this\s+year|last\s+year|next\s+year|this\s+month|"
                rf"last\s+month|next\s+month|this\s+week|last\s+week|next\s+week)",
    "year": rf"(?P<y>{_YEAR})(?![\d-]|\.\d|,\d|%)",
    "clock": _CLOCK,
    "holiday": rf"(?:(?P<rel>last|next|this)\s+)?(?P<holiday>{alternatives(words('holiday'))})(?:,?\s+(?P<y>{_YEAR}))?",
    "vague": rf"(?P<vague>{alternatives(words('vague'))})",
}
NAMES = tuple(_FORMS)


@lru_cache(maxsize=1)
def pattern() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(name of the form, its compiled pattern), in order of preference."""
    return tuple((name, re.compile(rf"(?<![\w$€£.,/:-])(?:{body})(?![\w]|-\w)" if name not in ("some_units", "duration")
                                   else rf"(?<![\w$€£.,/:-])(?:{body})(?!\w)", re.I))
                 for name, body in _FORMS.items())
