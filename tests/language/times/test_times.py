"""Time expressions at the room's door: what is found, of what type, with what value, and what is left alone."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language.pipeline import parse
from communique.language.times import find_times, values
from communique.language.times.vocabulary import easter, number
from communique.records import Article

WEDNESDAY = "2017-03-01"


def found(text, published=WEDNESDAY):
    article = Article(id="a", text=text, published=published)
    return {t.text: (t.type, t.value) for t in find_times(parse(text), article)}


@pytest.mark.parametrize(("text", "words"), [
    ("Brazil ordered the arrest on Thursday, a day after federal police searched their homes.", {"Thursday", "a day"}),
    ("Kenya voted on Monday, one day before Uganda did.", {"Monday", "one day"}),
    ("He spoke on Monday, the day before the summit.", {"Monday"}),
    ("The envoy came on Monday. Three men were arrested the day before in Kabul.", {"Monday", "the day before"}),
    ("The envoy came on Monday. He had resigned the day before.", {"Monday", "the day before"}),
    ("The envoy came on Monday. The day after, he left.", {"Monday", "The day after"}),
])
def test_an_interval_from_what_follows_is_no_day(text, words):
    assert set(found(text)) == words


@pytest.mark.parametrize(("text", "words", "type_", "value"), [
    # days of the week, by the tense that they stand with
    ("The ministers met in Oslo on Monday.", "Monday", "DATE", "2017-02-27"),
    ("The two sides signed the deal on Wednesday.", "Wednesday", "DATE", "2017-03-01"),
    ("The envoy will travel to Baku on Friday.", "Friday", "DATE", "2017-03-03"),
    ("The king is visiting Hanoi on Thursday.", "Thursday", "DATE", "2017-03-02"),
    ("Talks resume on Monday, the mediator said.", "Monday", "DATE", "2017-03-06"),
    ("Kenya plans to reopen the border on Saturday.", "Saturday", "DATE", "2017-03-04"),
    ("Last Friday the parliament rejected the bill.", "Last Friday", "DATE", "2017-02-24"),
    ("They will meet next Tuesday.", "next Tuesday", "DATE", "2017-03-07"),
    ("The truce was extended until Sunday.", "Sunday", "DATE", "2017-03-05"),
    ("Police arrested him on Sunday night.", "Sunday night", "TIME", "2017-02-26TNI"),
    ("Sunday's bombing will be investigated by a panel.", "Sunday", "DATE", "2017-02-26"),
    ("Friday's summit will be held in Tunis.", "Friday", "DATE", "2017-03-03"),
    ("The committee is set to begin hearings on Thursday.", "Thursday", "DATE", "2017-03-02"),
    ("On Thursday, the panel is expected to vote.", "Thursday", "DATE", "2017-03-02"),
    ("The wounded were to be escorted out on Thursday.", "Thursday", "DATE", "2017-03-02"),
    ("The two sides agreed on Tuesday to reopen the road.", "Tuesday", "DATE", "2017-02-28"),
    ("The report was due no later than June 20.", "June 20", "DATE", "2017-06-20"),
    ("The mediator is due in Quito on Friday.", "Friday", "DATE", "2017-03-03"),
    ("They agreed to leave no later than Friday.", "Friday", "DATE", "2017-03-03"),
    # dates
    ("The treaty was signed on 14 February 2015.", "14 February 2015", "DATE", "2015-02-14"),
    ("The treaty was signed on February 14, 2015.", "February 14, 2015", "DATE", "2015-02-14"),
    ("He arrived on Feb. 14.", "Feb. 14", "DATE", "2017-02-14"),
    ("He will arrive on 14 February.", "14 February", "DATE", "2018-02-14"),
    ("He toured the region on February 27-28.", "February 27-28", "DATE", "2017-02-27/2017-02-28"),
    ("The court ruled on Tuesday, December 20.", "Tuesday, December 20", "DATE", "2016-12-20"),
    ("The decree of 2016-12-20 was annulled.", "2016-12-20", "DATE", "2016-12-20"),
    ("The decree of 20.12.2016 was annulled.", "20.12.2016", "DATE", "2016-12-20"),
    # months, seasons, quarters, years
    ("The vote was held in June.", "June", "DATE", "2016-06"),
    ("The vote will be held in June.", "June", "DATE", "2017-06"),
    ("The vote was held last May.", "last May", "DATE", "2016-05"),
    ("In early March 2014 troops entered the region.", "early March 2014", "DATE", "2014-03"),
    ("The group was founded in 1991.", "1991", "DATE", "1991"),
    ("The rules changed in the third quarter of 2015.", "the third quarter of 2015", "DATE", "2015-Q3"),
    ("Floods struck last summer.", "last summer", "DATE", "2016-SU"),
    ("The war began in the winter of 1939.", "the winter of 1939", "DATE", "1939-WI"),
    ("The mines will be cleared before winter.", "winter", "DATE", "2017-WI"),
    ("The road will be open by the spring.", "the spring", "DATE", "2018-SP"),
    ("The list will be out by the weekend.", "the weekend", "DATE", "2017-W09-WE"),
    ("The sum will be paid by New Year.", "New Year", "DATE", "2018-01-01"),
    ("Trade grew in the 1990s.", "the 1990s", "DATE", "199"),
    ("It was built in the 19th century.", "the 19th century", "DATE", "18"),
    # relative to the report
    ("The pact expires at the end of the year.", "the end of the year", "DATE", "2017"),
    ("The minister resigned yesterday.", "yesterday", "DATE", "2017-02-28"),
    ("Rebels seized the town last week.", "last week", "DATE", "2017-W08"),
    ("Elections are due next month.", "next month", "DATE", "2017-04"),
    ("The ban was lifted two years ago.", "two years ago", "DATE", "2015"),
    ("The ban was lifted three days ago.", "three days ago", "DATE", "2017-02-26"),
    ("The ban is now in force.", "now", "DATE", "PRESENT_REF"),
    ("The prisoners were recently freed.", "recently", "DATE", "PAST_REF"),
    ("Shelling continued overnight.", "overnight", "TIME", "2017-03-01TNI"),
    # durations and sets
    ("The talks lasted three days.", "three days", "DURATION", "P3D"),
    ("He was jailed for twenty-five years.", "twenty-five years", "DURATION", "P25Y"),
    ("A 48-hour ceasefire took hold.", "48-hour", "DURATION", "PT48H"),
    ("The troops will leave within ninety days.", "ninety days", "DURATION", "P90D"),
    ("They have fought for decades.", "decades", "DURATION", "PXDE"),
    ("Over the past five years exports fell.", "the past five years", "DURATION", "P5Y"),
    ("Several weeks of protest followed.", "Several weeks", "DURATION", "PXW"),
    ("The council meets every month.", "every month", "SET", "P1M"),
    ("The panel meets twice a year.", "twice a year", "SET", "P1Y"),
    ("Crowds gather every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    # the clock
    ("The blast happened at 3:30 pm on Tuesday.", "3:30 pm on Tuesday", "TIME", "2017-02-28T15:30"),
    ("Polls close at 18:00 GMT.", "18:00 GMT", "TIME", "2017-03-01T18:00"),
    # feasts
    ("The truce was declared on Christmas Day.", "Christmas Day", "DATE", "2016-12-25"),
    ("The truce will begin on Good Friday.", "Good Friday", "DATE", "2017-04-14"),
])
def test_value(text, words, type_, value):
    assert found(text).get(words) == (type_, value), found(text)


@pytest.mark.parametrize("text", [
    "Theresa May met the premier.",
    "Troops march on the capital.",
    "The 25-year-old activist was freed.",
    "Resolution 1973 was adopted.",
    "Some 2000 soldiers crossed the river.",
    "The second round of talks failed.",
    "He may resign.",
    "The union has 28 members.",
    "The Sunday Times ran the story.",
    "It cost $2015.",
])
def test_no_time_where_there_is_none(text):
    assert not found(text)


def test_a_day_that_the_text_has_moved():
    said = found("Rebels took the town on 5 January 2012. Two days later the army shelled it. The next day they withdrew.")
    assert said["Two days later"] == ("DATE", "2012-01-07")
    assert said["The next day"] == ("DATE", "2012-01-08")


def test_each_end_of_a_range_of_years():
    assert found("He was premier in 1997-2001.") == {"1997": ("DATE", "1997"), "2001": ("DATE", "2001")}


def test_without_a_day_of_report_what_depends_on_it_is_unknown():
    said = found("They met on Monday and signed on 5 May 2010 after three days.", published=None)
    assert said["Monday"] == ("DATE", None)
    assert said["5 May 2010"] == ("DATE", "2010-05-05")
    assert said["three days"] == ("DURATION", "P3D")


def test_a_day_shares_the_year_of_the_date_beside_it_where_the_report_has_no_day():
    said = found("The envoy toured Peru on 4 April and Chile from 5-6 April 2016.", published=None)
    assert said["4 April"] == ("DATE", "2016-04-04") and said["5-6 April 2016"] == ("DATE", "2016-04-05/2016-04-06")
    assert found("The envoy toured Peru on 4 April.", published=None)["4 April"] == ("DATE", "XXXX-04-04")


@settings(max_examples=80, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.dates(dt.date(1900, 1, 1), dt.date(2049, 12, 31)),
       st.sampled_from(["{d.day} {m} {d.year}", "{m} {d.day}, {d.year}", "{d.year}-{d.month:02d}-{d.day:02d}"]))
def test_a_full_date_is_itself_whatever_the_day_of_report(report, day, form):
    text = f"The pact was signed on {form.format(d=day, m=day.strftime('%B'))} in Geneva."
    assert ("DATE", day.isoformat()) in found(text, report.isoformat()).values()


@settings(max_examples=60, deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 6))
def test_a_past_weekday_is_within_the_last_seven_days(report, weekday):
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    value = dt.date.fromisoformat(found(f"The envoys met on {name}.", report.isoformat())[name][1])
    assert value.weekday() == weekday and 0 <= (report - value).days < 7


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 -/.:,thsrdMayonuebJfMrpilSgt\n'", max_size=60))
def test_any_text_gives_spans_that_hold_and_do_not_overlap(text):
    article = Article(id="a", text=text or " ", published=WEDNESDAY)
    times = find_times(parse(article.text), article)
    assert all(article.text[slice(*t.span)] == t.text for t in times)
    assert all(a.span[1] <= b.span[0] for a, b in zip(times, times[1:], strict=False))


@given(st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)), st.integers(-500, 500), st.sampled_from(["D", "W", "M", "Y"]))
def test_shifting_keeps_to_the_calendar(base, n, unit):
    value = values.shift(base, n, unit)
    if unit == "D":
        assert dt.date.fromisoformat(value) - base == dt.timedelta(days=n)
    elif unit == "M":
        year, month = map(int, value.split("-"))
        assert (year * 12 + month) - (base.year * 12 + base.month) == n and 1 <= month <= 12
    elif unit == "Y":
        assert int(value) == base.year + n


@pytest.mark.parametrize(("words", "value"), [("ninety", 90), ("twenty-five", 25), ("two and a half", 2.5), ("1,000", 1000),
                                              ("a dozen", 12), ("several", None), ("banana", None)])
def test_numbers(words, value):
    assert number(words) == value


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2016, (3, 27)), (2017, (4, 16)), (2025, (4, 20))])
def test_easter(year, day):
    assert easter(year) == day
