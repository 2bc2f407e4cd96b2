"""Which lemma a form has where the rules leave several."""

import pytest

from communique.language.pipeline import likeliest_lemma


@pytest.mark.parametrize(("form", "candidates", "lemma"), [
    ("hopes", ["hop", "hope"], "hope"), ("hoped", ["hop", "hope"], "hope"), ("hating", ["hat", "hate"], "hate"),
    ("singing", ["sing", "singe"], "sing"), ("planned", ["plan"], "plan"), ("retweeted", ["retweete", "retweet"], "retweet"),
    ("blogged", ["blogge", "blogg"], "blog"), ("texted", ["texte", "text"], "text"), ("bases", ["basis", "base"], "base"),
    ("crises", ["crisis"], "crisis"), ("leaves", ["leaf", "leave"], "leaf"),
])
def test_likeliest_lemma(form, candidates, lemma):
    assert likeliest_lemma(form, candidates) == lemma
