"""Which language a text is in."""

from __future__ import annotations

import re

__all__ = ["CODED", "language_name", "language_of"]

#: the languages that the program codes (ISO 639-1)
CODED = frozenset({"en"})
_NAMES = {"ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish",
          "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
          "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
          "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
          "ko": "Korean", "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay",
          "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
          "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
          "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
          "zh": "Chinese",
          "und": "no language that can be told", "zxx": "no language that can be told"}
_LOOKED_AT = 4000
#: Small words of English that no other language writes so, and the share of a text's words from which on they tell that
#: it is all English; in half of it they would be fewer. It saves the load of the tables of all languages.
_ENGLISH = frozenset((
    "the", "of", "and", "to", "that", "with", "from", "which", "would", "have", "has", "had", "been", "were", "are",
    "this", "his", "their", "by", "not", "at", "it", "he", "she", "they", "on", "for", "as", "be", "said", "who"))
_SURE = 0.2
_LEAST = 40
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language's ISO 639-1 code; a short text in Latin letters is taken for English, as nobody can tell."""
    head = text[:_LOOKED_AT]
    letters = [c for c in head if c.isalpha()]
    if not letters:
        return "und"
    latin = sum(c < "\u0250" for c in letters)
    if latin >= len(letters) / 2 and len(letters) <= 200:
        return "en"
    words = _WORD.findall(head.lower())
    if len(words) >= _LEAST and sum(w in _ENGLISH for w in words) >= _SURE * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(head)[0])


def language_name(code: str) -> str:
    """The English name of a language, or its code where the name is not known here."""
    return _NAMES.get(code.lower()) or _NAMES.get(code[:2].lower(), code)
