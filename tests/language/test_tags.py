"""Parts of speech and lemmas by memory are those of the model's own components."""

import importlib

from communique.language.pipeline import model_name, parse

TEXT = ("There was a vote. That is what the two ministers have agreed on, and all of them had been told that it was so. She's leaving; let's see "
        "whether those who did it do so again. Before the vote, one of the senators said he'd never been asked. “We’re ready,” "
        "he said. Someone's troops were to be withdrawn from the base, as the 2011 accord says, but nobody left.")


def test_the_same_as_the_whole_pipeline():
    whole = importlib.import_module(model_name()).load()
    theirs, ours = whole(TEXT), parse(TEXT)
    assert [t.text for t in ours] == [t.text for t in theirs]
    same = [(t.pos_, str(t.morph)) for t, u in zip(ours, theirs, strict=True) if t.tag == u.tag and t.dep == u.dep]
    assert same == [(u.pos_, str(u.morph)) for t, u in zip(ours, theirs, strict=True) if t.tag == u.tag and t.dep == u.dep]
    assert len(same) > 80 and ("VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin") in same


def test_a_word_is_lemmatized_alike_whatever_came_before():
    first = [t.lemma_ for t in parse("He has left. They have what is theirs.")]
    parse("What he has is a plan; the plan has failed.")
    assert [t.lemma_ for t in parse("He has left. They have what is theirs.")] == first
