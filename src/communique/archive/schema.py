"""The archive's tables, plain enough to query by hand.

Every record is a row of its kind's table, with the whole record as the contract has it in the column
``record`` (JSON). Whoever plays a part in it is a row of ``roles``, and every cited span a row of ``evidence``, so that
"who did what to whom" is one join and "on what words" another.

Beside them stand tables that are made from them and can be made anew (`index`): ``entities``, ``parties`` and
``dealings``, which the program's own questions are asked of, ``words``, ``signatures`` and ``groups``.
"""

from __future__ import annotations

__all__ = ["INDEXES", "NUMBERED", "PLAYED", "SCHEMA_VERSION", "SLOTS", "TABLES", "comments", "ddl"]

SCHEMA_VERSION = 4

#: table -> (comment, {column: (type, comment)}). The first column is the key where `KEYED` has the table.
TABLES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "articles": (
        "One row a report.",
        {
            "id": ("VARCHAR", "the article's id"),
            "source": ("VARCHAR", "what was given to be read"),
            "url": ("VARCHAR", "its address, where known"),
            "outlet": ("VARCHAR", "who published it"),
            "title": ("VARCHAR", "its headline"),
            "bylines": ("VARCHAR[]", "who wrote it"),
            "published": ("VARCHAR", "when the story says it was published, ISO 8601"),
            "day": ("DATE", "the day of publication"),
            "language": ("VARCHAR", "ISO 639-1"),
            "text": ("VARCHAR", "the story; all spans count its code points"),
            "coded_with": ("VARCHAR", "the version of the program that coded it"),
            "added": ("TIMESTAMP", "when it came into the archive, UTC"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "its number in this archive, in order of adding"),
        },
    ),
    "mentions": (
        "One row a mention of an entity.",
        {
            "article": ("VARCHAR", "the article's id"),
            "start": ("INTEGER", "where it starts"),
            "stop": ("INTEGER", "where it ends (not included)"),
            "text": ("VARCHAR", "the words"),
            "kind": ("VARCHAR", "person, state, organisation, place, facility, force, equipment, group, document"),
            "entity": ("VARCHAR", "the entity's id, or null"),
            "name": ("VARCHAR", "its canonical name"),
            "country": ("VARCHAR", "ISO 3166-1 alpha-3"),
            "sector": ("VARCHAR", "PLOVER's sector"),
            "form": ("VARCHAR", "named, descriptive, pronoun, metonym"),
            "latitude": ("DOUBLE", "degrees north"),
            "longitude": ("DOUBLE", "degrees east"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "the article's number"),
        },
    ),
    "times": (
        "One row a time expression.",
        {
            "article": ("VARCHAR", "the article's id"),
            "start": ("INTEGER", "where it starts"),
            "stop": ("INTEGER", "where it ends (not included)"),
            "text": ("VARCHAR", "the words"),
            "type": ("VARCHAR", "DATE, TIME, DURATION, SET"),
            "value": ("VARCHAR", "TIMEX3 value"),
            "record": ("VARCHAR", "the record, JSON"),
        },
    ),
    "events": (
        "One row an event: who did what to whom.",
        {
            "id": ("VARCHAR", "the event's id"),
            "article": ("VARCHAR", "the article's id"),
            "day": ("DATE", "the event's first day; that of the report where the text gives none"),
            "type": ("VARCHAR", "PLOVER's type"),
            "mode": ("VARCHAR", "PLOVER's mode"),
            "contexts": ("VARCHAR[]", "PLOVER's contexts"),
            "cameo": ("VARCHAR", "CAMEO's code"),
            "status": ("VARCHAR", "actual, historical, future, hypothetical, negated"),
            "date": ("VARCHAR", "the event's date as fine as the text says, ISO 8601"),
            "score": ("DOUBLE", "PLOVER's score"),
            "statement": ("VARCHAR", "the statement that claims it; null where the outlet reports it"),
            "confidence": ("DOUBLE", "0 to 1"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "its number in this archive, in order of adding"),
        },
    ),
    "statements": (
        "One row a statement: who said what.",
        {
            "id": ("VARCHAR", "the statement's id"),
            "article": ("VARCHAR", "the article's id"),
            "day": ("DATE", "the day of the report"),
            "kind": ("VARCHAR", "direct, indirect, mixed"),
            "stance": ("VARCHAR", "asserted, denied, question, no_comment, conditional"),
            "content": ("VARCHAR", "what was said"),
            "within": ("VARCHAR", "the statement that it is nested in"),
            "confidence": ("DOUBLE", "0 to 1"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "its number in this archive, in order of adding"),
        },
    ),
    "commitments": (
        "One row a commitment: who has bound themselves to do what.",
        {
            "id": ("VARCHAR", "the commitment's id"),
            "article": ("VARCHAR", "the article's id"),
            "day": ("DATE", "the day of the report"),
            "action": ("VARCHAR", "what is promised"),
            "type": ("VARCHAR", "PLOVER's type of the promised act"),
            "strength": ("VARCHAR", "pledge, agreement, plan, offer, readiness"),
            "condition": ("VARCHAR", "what must come first"),
            "deadline": ("VARCHAR", "the last day on which it can be kept"),
            "statement": ("VARCHAR", "the statement that it is made in"),
            "event": ("VARCHAR", "the event that it is part of"),
            "confidence": ("DOUBLE", "0 to 1"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "its number in this archive, in order of adding"),
        },
    ),
    "relations": (
        "One row a standing fact.",
        {
            "id": ("VARCHAR", "the relation's id"),
            "article": ("VARCHAR", "the article's id"),
            "day": ("DATE", "the day of the report"),
            "type": ("VARCHAR", "member_of, holds_office, located_in, ..."),
            "value": ("VARCHAR", "the title of an office and the like"),
            "valid_from": ("VARCHAR", "since when, as the text says"),
            "valid_to": ("VARCHAR", "until when, as the text says"),
            "negated": ("BOOLEAN", "whether the text says that it is not so"),
            "confidence": ("DOUBLE", "0 to 1"),
            "record": ("VARCHAR", "the record, JSON"),
            "number": ("BIGINT", "its number in this archive, in order of adding"),
        },
    ),
    "roles": (
        "One row for each part that an entity plays in a record.",
        {
            "record": ("VARCHAR", "the record's id"),
            "article": ("VARCHAR", "the article's id"),
            "slot": ("VARCHAR", "actor, recipient, place, speaker, addressee, relayed_by, by, to, subject, object"),
            "position": ("INTEGER", "its place in the list"),
            "entity": ("VARCHAR", "the entity's id, or null"),
            "name": ("VARCHAR", "its canonical name"),
            "kind": ("VARCHAR", "the entity's kind"),
            "country": ("VARCHAR", "ISO 3166-1 alpha-3"),
            "sector": ("VARCHAR", "PLOVER's sector"),
            "text": ("VARCHAR", "what stands in the article"),
            "start": ("INTEGER", "where it starts"),
            "stop": ("INTEGER", "where it ends (not included)"),
            "number": ("BIGINT", "the record's number"),
        },
    ),
    "evidence": (
        "One row a cited span.",
        {
            "record": ("VARCHAR", "the record's id"),
            "article": ("VARCHAR", "the article's id"),
            "part": ("VARCHAR", "evidence, trigger, source, cue, content, action, condition, deadline, date"),
            "position": ("INTEGER", "its place in the list"),
            "start": ("INTEGER", "where it starts"),
            "stop": ("INTEGER", "where it ends (not included)"),
            "words": ("VARCHAR", "the words cited"),
            "number": ("BIGINT", "the record's number"),
        },
    ),
    "decisions": (
        "One row a decision that two are one, or not. Rows are only added; the latest by a person on a pair counts.",
        {
            "number": ("INTEGER", "in order of decision"),
            "kind": ("VARCHAR", "copy (of articles), event, person"),
            "a": ("VARCHAR", "an id"),
            "b": ("VARCHAR", "the other's"),
            "verdict": ("VARCHAR", "same, different, maybe (a suggestion), withdrawn"),
            "score": ("DOUBLE", "0 to 1"),
            "reason": ("VARCHAR", "on what grounds"),
            "who": ("VARCHAR", "program, or who decided"),
            "note": ("VARCHAR", "what they said of it"),
            "decided": ("TIMESTAMP", "when, UTC"),
        },
    ),
    "settlements": (
        "One row what a person settled of a commitment. Rows are only added; the last on a commitment counts.",
        {
            "number": ("INTEGER", "in order of decision"),
            "commitment": ("VARCHAR", "the commitment's id"),
            "verdict": ("VARCHAR", "kept, broken, void, withdrawn (of the last before)"),
            "event": ("VARCHAR", "the event or statement that it rests on"),
            "who": ("VARCHAR", "who settled it"),
            "note": ("VARCHAR", "what they said of it"),
            "decided": ("TIMESTAMP", "when, UTC"),
        },
    ),
    "groups": (
        "One row a member of a group of copies, events or people that are held to be one; made from `decisions`.",
        {
            "kind": ("VARCHAR", "copy, event, person"),
            "member": ("VARCHAR", "the member's id"),
            "leader": ("VARCHAR", "the id of the group: its first member's"),
        },
    ),
    "signatures": (
        "One row a band of an article's MinHash: what copies are found by.",
        {
            "article": ("VARCHAR", "the article's id"),
            "band": ("INTEGER", "which band"),
            "hash": ("UBIGINT", "its value"),
        },
    ),
    "merged": ("One row an article that merging has seen.", {"article": ("VARCHAR", "the article's id")}),
    "quarantine": (
        "One row an article that could not be coded, set aside until it is tried again.",
        {
            "id": ("VARCHAR", "the article's id"),
            "source": ("VARCHAR", "what was given to be read"),
            "reason": ("VARCHAR", "why it could not be coded"),
            "record": ("VARCHAR", "the article, JSON"),
            "since": ("TIMESTAMP", "when it was set aside, UTC"),
        },
    ),
    "corrections": (
        "One row a correction that somebody made. Rows are only added; the latest on a record counts.",
        {
            "number": ("INTEGER", "in order of time"),
            "record": ("VARCHAR", "the record's id"),
            "article": ("VARCHAR", "the article's id"),
            "kind": ("VARCHAR", "event, statement, commitment, relation"),
            "type": ("VARCHAR", "the record's type"),
            "start": ("INTEGER", "where the words that it is about start"),
            "stop": ("INTEGER", "where they end (not included)"),
            "verdict": ("VARCHAR", "accept, reject, edit, withdrawn"),
            "who": ("VARCHAR", "who made it"),
            "note": ("VARCHAR", "why"),
            "made": ("VARCHAR", "the edited record, JSON"),
            "decided": ("TIMESTAMP", "when, UTC"),
        },
    ),
    "hidden": (
        "One row a record that is not shown: rejected, or replaced by an edited one; made from `corrections`.",
        {"record": ("VARCHAR", "the record's id"), "article": ("VARCHAR", "the article's id")},
    ),
    "superseded": (
        "One row a record of an earlier coding that a newer one no longer has.",
        {
            "article": ("VARCHAR", "the article's id"),
            "id": ("VARCHAR", "the record's id"),
            "coded_with": ("VARCHAR", "the version that coded it"),
            "replaced": ("TIMESTAMP", "when, UTC"),
            "record": ("VARCHAR", "the record, JSON"),
        },
    ),
    "entities": (
        "One row an entity that the reports speak of, and one a country; made from `roles` and `mentions`.",
        {
            "number": ("INTEGER", "its number in this archive"),
            "id": ("VARCHAR", "the entity's id; a country's is that of its state"),
            "name": ("VARCHAR", "its canonical name, as first told"),
            "kind": ("VARCHAR", "the entity's kind"),
            "country": ("VARCHAR", "ISO 3166-1 alpha-3"),
            "sector": ("VARCHAR", "PLOVER's sector, as first told"),
            "latitude": ("DOUBLE", "degrees north, where it stands on the map"),
            "longitude": ("DOUBLE", "degrees east"),
        },
    ),
    "parties": (
        "One row a record that is shown and an entity (or its country's state) that has a part in it, and one a record "
        "with entity 0: what questions are asked of. Kept in order of entity and day; made from the other tables.",
        {
            "party": ("INTEGER", "the entity's number in `entities`; 0 for the record itself"),
            "kind": ("VARCHAR", "event, statement, commitment, relation"),
            "day": ("DATE", "the record's day"),
            "number": ("BIGINT", "the record's number"),
            "own": ("INTEGER", "the parts that the entity itself plays, as a sum: SLOTS"),
            "through": ("INTEGER", "the parts that others of its country play, where it is a state"),
            "first": ("BOOLEAN", "whether no earlier record of its report has the entity itself acting or acted on"),
            "type": ("VARCHAR", "the record's type; a statement's kind"),
            "status": ("VARCHAR", "an event's status; a statement's stance"),
            "cameo": ("VARCHAR", "an event's CAMEO code"),
            "score": ("DOUBLE", "an event's PLOVER score"),
            "outlet": ("VARCHAR", "the report's outlet"),
            "article": ("BIGINT", "the report's number"),
        },
    ),
    "dealings": (
        "One row what one entity did to another in one event; of actors alone each with each. Made from `parties`.",
        {
            "source": ("INTEGER", "the number of who acts"),
            "target": ("INTEGER", "the number of whom it is done to"),
            "number": ("BIGINT", "the event's number"),
            "day": ("DATE", "the event's day"),
            "type": ("VARCHAR", "PLOVER's type"),
            "status": ("VARCHAR", "the event's status"),
            "score": ("DOUBLE", "PLOVER's score"),
        },
    ),
    "words": (
        "One row a word of an article: the index that search asks.",
        {
            "word": ("UBIGINT", "the word's hash"),
            "article": ("VARCHAR", "the article's id"),
            "times": ("INTEGER", "how often it stands there, the headline's counted three times"),
        },
    ),
}

KEYED = frozenset({"articles", "events", "statements", "commitments", "relations"})
#: The tables of records, in the order in which their kinds are asked for.
NUMBERED = ("events", "statements", "commitments", "relations")
#: The tables that are made from others.
INDEXES = ("entities", "parties", "dealings", "words", "signatures", "merged")
#: What each part counts in ``parties``. `mentioned` is in the words of a statement.
SLOTS = {"actor": 1, "recipient": 2, "place": 4, "speaker": 8, "addressee": 16, "relayed_by": 32, "by": 64, "to": 128,
         "subject": 256, "object": 512, "mentioned": 1024}
#: The parts of those who act or are acted on: all but where it was, and being spoken of.
PLAYED = sum(bit for slot, bit in SLOTS.items() if slot not in ("place", "mentioned"))


def ddl() -> list[str]:
    """The statements that make an empty archive."""
    made = ["CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR)"]
    for table, (_, columns) in TABLES.items():
        body = ", ".join(f'"{name}" {kind}' for name, (kind, _) in columns.items())
        key = ', PRIMARY KEY ("id")' if table in KEYED else ""
        made.append(f'CREATE TABLE IF NOT EXISTS "{table}" ({body}{key})')
        made += comments(table)
    made.append(f"INSERT OR IGNORE INTO meta VALUES ('schema', '{SCHEMA_VERSION}')")
    return made


def comments(table: str) -> list[str]:
    """The statements that say what a table and its columns are."""
    comment, columns = TABLES[table]
    return [f"COMMENT ON TABLE \"{table}\" IS '{_quoted(comment)}'",
            *(f"COMMENT ON COLUMN \"{table}\".\"{name}\" IS '{_quoted(note)}'" for name, (_, note) in columns.items())]


def _quoted(text: str) -> str:
    return text.replace("'", "''")
