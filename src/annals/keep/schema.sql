-- The record file of annals, version 4. One SQLite file; rows are only ever added.
-- PRAGMA application_id is 0x414E4C53 ("ANLS"), PRAGMA user_version the version of this schema.
--
-- Everything is named by its content: reading the same accounts in another order, or by several processes at once,
-- gives the same rows. Offsets count characters (Unicode code points, from 0) of document.text; a span ends before
-- its second offset, so that in SQL its words are substr(text, span_start + 1, span_end - span_start).
-- Dates are EDTF (ISO 8601-2); first_day and last_day are Julian day numbers: date(first_day) prints the day.

-- One row for each account as it was understood: another version of annals, or another reader, may understand the
-- same bytes in another way, and then both are kept. What says under which name it was read is in `reading`.
CREATE TABLE document (
    id           TEXT NOT NULL PRIMARY KEY,  -- hash of all that was made of it, apart from its name
    digest       TEXT NOT NULL,              -- SHA-256 of the bytes read
    format       TEXT NOT NULL,              -- frontmatter, plaintext, wikitext, html, news, report
    encyclopedia INTEGER NOT NULL,           -- 1: an encyclopedia page
    title        TEXT,
    publisher    TEXT,                       -- who published it, as far as it says; NULL: it does not say
    author       TEXT,
    date         TEXT,                       -- of publication, EDTF
    url          TEXT,
    language     TEXT,
    revision     TEXT,
    accessed     TEXT,                       -- EDTF
    text         TEXT NOT NULL,              -- the account as a reader would see it
    body         TEXT NOT NULL               -- the rest of the document as JSON: sections, infoboxes, links, marks, ...
);
CREATE INDEX document_digest ON document (digest);

-- Under which name, by which version of annals a document was read.
CREATE TABLE reading (
    document  TEXT NOT NULL REFERENCES document (id),
    name      TEXT NOT NULL,                 -- the file's name, the page's title, the line's id
    certainty REAL NOT NULL,                 -- how sure the format was; 1: forced
    annals    TEXT NOT NULL,                 -- the version of annals
    PRIMARY KEY (document, name, certainty, annals)
) WITHOUT ROWID;
CREATE INDEX reading_name ON reading (name);

-- The footnotes of a document and the sources they point to; NULL where the footnote does not say.
CREATE TABLE citation (
    document    TEXT NOT NULL REFERENCES document (id),
    ordinal     INTEGER NOT NULL,            -- place in the document's list, from 0
    key         TEXT NOT NULL,               -- its name within the document
    number      INTEGER,                     -- the number printed
    outlet      TEXT,
    title       TEXT,
    author      TEXT,
    date        TEXT,
    language    TEXT,
    url         TEXT,
    archive_url TEXT,
    accessed    TEXT,
    words       TEXT NOT NULL,               -- the whole footnote as printed
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- What a document asserts: claims of its prose (layer 'prose') and statements of its infobox or title about the
-- episode as a whole (layer 'episode'). The same bytes read in two ways may share claims: then (and only then) an id
-- stands twice, once for each document row.
CREATE TABLE claim (
    id             TEXT NOT NULL,            -- hash of the document's digest and the claim
    document       TEXT NOT NULL REFERENCES document (id),
    layer          TEXT NOT NULL CHECK (layer IN ('episode', 'prose')),
    ordinal        INTEGER NOT NULL,         -- place among the claims of its layer, in text order, from 0
    type           TEXT NOT NULL,            -- prose: clash, shelling, ...; episode: the field (date, place, loss, ...)
    quote          TEXT NOT NULL,            -- the very words
    span_start     INTEGER NOT NULL,
    span_end       INTEGER NOT NULL,
    sentence       TEXT,                     -- the sentence around the words (prose)
    sentence_start INTEGER,
    sentence_end   INTEGER,
    date           TEXT,                     -- EDTF; NULL: the text gives no ground
    first_day      INTEGER,                  -- first and last possible day; NULL: open or unknown
    last_day       INTEGER,
    part_of_day    TEXT,                     -- early_morning, morning, noon, afternoon, evening, night
    certainty      TEXT,                     -- stated, reported, claimed (prose)
    negated        INTEGER,                  -- 1: it did not happen, or failed as a whole (prose)
    value          TEXT,                     -- episode: a name, result, strength, ... as understood
    box            INTEGER,                  -- episode: which conflict infobox of the page, from 0
    side           INTEGER,                  -- episode: the side of the conflict, from 1
    latitude       REAL,                     -- episode, type 'coordinates': decimal degrees
    longitude      REAL,
    rule           TEXT,                     -- the rule or lexicon entry that made it
    body           TEXT NOT NULL,            -- all of it as JSON: hashed with the digest, it gives the id
    PRIMARY KEY (document, id)
);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_day ON claim (first_day) WHERE layer = 'prose';

-- Who did it, to whom, who brokered, who says so (prose); who fought, with what units and commanders (episode).
CREATE TABLE claim_actor (
    document   TEXT NOT NULL,
    claim      TEXT NOT NULL,
    role       TEXT NOT NULL,                -- by, against, mediator, attributed_to; belligerent, unit, commander
    ordinal    INTEGER NOT NULL,             -- place among those of its role, from 0
    name       TEXT NOT NULL,                -- as written
    span_start INTEGER,                      -- where; NULL: taken over from elsewhere
    span_end   INTEGER,
    rule       TEXT,                         -- pronoun, ellipsis, ...: how it was taken
    kind       TEXT,                         -- prose: state forces, rebel group, militia, police, civilians, external
                                             -- forces, international organisation, media, unknown
    side       TEXT,                         -- prose: 1, 2, 3 ... of the episode, 'civilians'; NULL: not told
    grounds    TEXT,                         -- prose: what kind and side were read from
    PRIMARY KEY (document, claim, role, ordinal),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id)
) WITHOUT ROWID;
CREATE INDEX claim_actor_name ON claim_actor (name);

-- Where: the most specific place first.
CREATE TABLE claim_place (
    document   TEXT NOT NULL,
    claim      TEXT NOT NULL,
    ordinal    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    rule       TEXT,
    latitude   REAL,                         -- decimal degrees (WGS 84); NULL: it is not known where it lies
    longitude  REAL,
    precision  TEXT,                         -- exact place, neighbourhood of ..., first-order division, ...
    where_prec INTEGER,                      -- the same as UCDP GED's number: 1, 2, 3, 4, 5
    source     TEXT,                         -- whose coordinates they are; pass it on with them
    why        TEXT,                         -- why it is this place and no other
    PRIMARY KEY (document, claim, ordinal),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id)
) WITHOUT ROWID;
CREATE INDEX claim_place_name ON claim_place (name);

-- The footnotes that stand behind a claim: citation.key in the same document.
CREATE TABLE claim_citation (
    document TEXT NOT NULL,
    claim    TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    key      TEXT NOT NULL,
    PRIMARY KEY (document, claim, ordinal),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id)
) WITHOUT ROWID;

-- Figures of losses, of both layers. A part must not be added to its whole, nor a running total to what it counts.
CREATE TABLE loss (
    document      TEXT NOT NULL,
    claim         TEXT NOT NULL,
    ordinal       INTEGER NOT NULL,
    kind          TEXT NOT NULL,             -- killed, wounded, captured, missing, displaced, deserted, casualties;
                                             -- materiel: destroyed, damaged, seized
    min           INTEGER,                   -- at least; NULL: no lower bound known
    max           INTEGER,                   -- at most; NULL: no upper bound known
    vague         INTEGER NOT NULL,          -- 1: words without a figure ("several")
    approx        INTEGER NOT NULL,          -- 1: "about", "nearly"
    who           TEXT,                      -- the victims as worded
    side          TEXT,                      -- episode: 1, 2, 3 ..., 'civilians'; NULL: overall, or not told
    attributed_to TEXT,                      -- who gives the figure (episode; for prose see claim_actor)
    part          INTEGER NOT NULL,          -- 1: part of another figure of the same field or clause
    scope         TEXT NOT NULL,             -- event, day, period, group, cumulative, whole_conflict
    span_start    INTEGER,
    span_end      INTEGER,
    citations     TEXT NOT NULL,             -- keys of its own footnotes, a JSON list
    rule          TEXT,                      -- where the value was repaired or inferred
    PRIMARY KEY (document, claim, ordinal),
    FOREIGN KEY (document, claim) REFERENCES claim (document, id)
) WITHOUT ROWID;

-- What was seen and not understood, or understood only after a repair.
CREATE TABLE gap (
    document   TEXT NOT NULL REFERENCES document (id),
    ordinal    INTEGER NOT NULL,
    stage      TEXT NOT NULL,                -- collect, divide, extract, ground
    code       TEXT NOT NULL,                -- a short stable name
    why        TEXT NOT NULL,                -- a sentence for the reader
    words      TEXT NOT NULL,                -- the words in question
    span_start INTEGER,
    span_end   INTEGER,
    field      TEXT,
    repaired   INTEGER NOT NULL,             -- 1: read all the same
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- What people decided about two claims, about one, or about a gap. A judgement is taken back by another row.
CREATE TABLE judgement (
    id          TEXT NOT NULL PRIMARY KEY,   -- hash of the judgement
    left_claim  TEXT NOT NULL,               -- claim.id, actor:NAME, place:NAME, gap:DOCUMENT:ORDINAL
    right_claim TEXT NOT NULL,               -- the other; the same again where one claim or gap is judged
    verdict     TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure', 'accept', 'reject', 'edit')),
    author      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    made        TEXT NOT NULL,               -- ISO 8601, as given by whoever judged
    withdraws   TEXT REFERENCES judgement (id),
    field       TEXT,                        -- edit: which field of the claim is corrected,
    value       TEXT                         -- and what it should be; empty: the text does not tell it
);

-- Ids by which events were given out, with the claims that told each. Events are derived, and their ids change when
-- claims join or leave them; by this an address that somebody wrote down still leads to where its claims are now. It
-- follows from when somebody looked, not from what was read: no part of the content that `digest` tells.
CREATE TABLE named_event (
    id     TEXT NOT NULL PRIMARY KEY,        -- hash of the ids of the claims
    claims TEXT NOT NULL                     -- those ids, as a JSON list in their own order
) WITHOUT ROWID;

-- What can be searched: titles, the blocks of every document, and the sentences of its claims.
CREATE TABLE passage (
    id         INTEGER PRIMARY KEY,          -- the row of `search`; means nothing else
    document   TEXT NOT NULL REFERENCES document (id),
    kind       TEXT NOT NULL,                -- title, sentence, or the block's kind (paragraph, infobox, table, ...)
    span_start INTEGER NOT NULL,             -- 0, 0 for a title
    span_end   INTEGER NOT NULL,
    UNIQUE (document, kind, span_start, span_end)
);

-- SELECT p.* FROM search JOIN passage p ON p.id = search.rowid WHERE search MATCH '"vigil"' ORDER BY rank
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');

-- Four views to begin with, in a spreadsheet, R, pandas or QGIS.

CREATE VIEW timeline AS                      -- the claims of the prose, in order of time
SELECT c.date, date(c.first_day) AS first_day, date(c.last_day) AS last_day, c.part_of_day, c.type, c.negated,
       c.certainty,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM claim_place p
          WHERE p.document = c.document AND p.claim = c.id ORDER BY ordinal)) AS places,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM claim_actor a
          WHERE a.document = c.document AND a.claim = c.id AND a.role = 'by' ORDER BY ordinal)) AS by_actors,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM claim_actor a
          WHERE a.document = c.document AND a.claim = c.id AND a.role = 'against' ORDER BY ordinal)) AS against_actors,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM claim_actor a
          WHERE a.document = c.document AND a.claim = c.id AND a.role = 'attributed_to' ORDER BY ordinal))
          AS attributed_to,
       c.quote, c.sentence, (SELECT min(name) FROM reading r WHERE r.document = c.document) AS name,
       c.id AS claim, c.document
FROM claim c WHERE c.layer = 'prose'
ORDER BY coalesce(c.first_day, c.last_day, 9e9), c.document, c.span_start;

CREATE VIEW losses AS                        -- every figure with the claim it stands in
SELECT c.layer, c.date, date(c.first_day) AS first_day, date(c.last_day) AS last_day, c.type, l.kind, l.min, l.max,
       l.vague, l.approx, l.who, l.side, l.part, l.scope,
       coalesce(l.attributed_to, (SELECT group_concat(name, '; ') FROM (SELECT name FROM claim_actor a
          WHERE a.document = c.document AND a.claim = c.id AND a.role = 'attributed_to' ORDER BY ordinal)))
          AS attributed_to,
       c.certainty, c.negated, c.quote, (SELECT min(name) FROM reading r WHERE r.document = l.document) AS name,
       l.claim, l.document
FROM loss l JOIN claim c ON c.document = l.document AND c.id = l.claim;

CREATE VIEW points AS                        -- the coordinates given for whole episodes
SELECT d.title, c.latitude, c.longitude, c.quote, c.id AS claim, c.document
FROM claim c JOIN document d ON d.id = c.document WHERE c.type = 'coordinates' AND c.layer = 'episode';

CREATE VIEW places AS                        -- the places of claims that lie somewhere known
SELECT c.date, date(c.first_day) AS first_day, date(c.last_day) AS last_day, c.type, p.name, p.latitude, p.longitude,
       p.precision, p.where_prec, p.source, p.why, c.quote, p.claim, p.document
FROM claim_place p JOIN claim c ON c.document = p.document AND c.id = p.claim WHERE p.latitude IS NOT NULL;

-- The file itself refuses to change or drop a row, whoever asks; a second row of the same name is refused as well,
-- since INSERT OR REPLACE would drop the first. (`search` cannot be changed, having no content of its own.)

CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no document may be changed'); END;
CREATE TRIGGER document_remains BEFORE DELETE ON document BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no document may be deleted'); END;
CREATE TRIGGER document_once BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the document is there already'); END;

CREATE TRIGGER reading_stays BEFORE UPDATE ON reading BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no reading may be changed'); END;
CREATE TRIGGER reading_remains BEFORE DELETE ON reading BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no reading may be deleted'); END;

CREATE TRIGGER citation_stays BEFORE UPDATE ON citation BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no citation may be changed'); END;
CREATE TRIGGER citation_remains BEFORE DELETE ON citation BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no citation may be deleted'); END;
CREATE TRIGGER citation_once BEFORE INSERT ON citation
WHEN EXISTS (SELECT 1 FROM citation WHERE document = NEW.document AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the citation is there already'); END;

CREATE TRIGGER claim_stays BEFORE UPDATE ON claim BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no claim may be changed'); END;
CREATE TRIGGER claim_remains BEFORE DELETE ON claim BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no claim may be deleted'); END;
CREATE TRIGGER claim_once BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE document = NEW.document AND id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the claim is there already'); END;

CREATE TRIGGER claim_actor_stays BEFORE UPDATE ON claim_actor BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no actor of a claim may be changed'); END;
CREATE TRIGGER claim_actor_remains BEFORE DELETE ON claim_actor BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no actor of a claim may be deleted'); END;
CREATE TRIGGER claim_actor_once BEFORE INSERT ON claim_actor
WHEN EXISTS (SELECT 1 FROM claim_actor WHERE document = NEW.document AND claim = NEW.claim AND role = NEW.role
             AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the actor of the claim is there already'); END;

CREATE TRIGGER claim_place_stays BEFORE UPDATE ON claim_place BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no place of a claim may be changed'); END;
CREATE TRIGGER claim_place_remains BEFORE DELETE ON claim_place BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no place of a claim may be deleted'); END;
CREATE TRIGGER claim_place_once BEFORE INSERT ON claim_place
WHEN EXISTS (SELECT 1 FROM claim_place WHERE document = NEW.document AND claim = NEW.claim
             AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the place of the claim is there already'); END;

CREATE TRIGGER claim_citation_stays BEFORE UPDATE ON claim_citation BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no citation of a claim may be changed'); END;
CREATE TRIGGER claim_citation_remains BEFORE DELETE ON claim_citation BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no citation of a claim may be deleted'); END;
CREATE TRIGGER claim_citation_once BEFORE INSERT ON claim_citation
WHEN EXISTS (SELECT 1 FROM claim_citation WHERE document = NEW.document AND claim = NEW.claim
             AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the citation of the claim is there already'); END;

CREATE TRIGGER loss_stays BEFORE UPDATE ON loss BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no loss may be changed'); END;
CREATE TRIGGER loss_remains BEFORE DELETE ON loss BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no loss may be deleted'); END;
CREATE TRIGGER loss_once BEFORE INSERT ON loss
WHEN EXISTS (SELECT 1 FROM loss WHERE document = NEW.document AND claim = NEW.claim AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the loss is there already'); END;

CREATE TRIGGER gap_stays BEFORE UPDATE ON gap BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no gap may be changed'); END;
CREATE TRIGGER gap_remains BEFORE DELETE ON gap BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no gap may be deleted'); END;
CREATE TRIGGER gap_once BEFORE INSERT ON gap
WHEN EXISTS (SELECT 1 FROM gap WHERE document = NEW.document AND ordinal = NEW.ordinal) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the gap is there already'); END;

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: withdraw a judgement by a new one'); END;
CREATE TRIGGER judgement_remains BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: withdraw a judgement by a new one'); END;
CREATE TRIGGER judgement_once BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the judgement is there already'); END;

CREATE TRIGGER named_event_stays BEFORE UPDATE ON named_event BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no event that was named may be changed'); END;
CREATE TRIGGER named_event_remains BEFORE DELETE ON named_event BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no event that was named may be deleted'); END;
CREATE TRIGGER named_event_once BEFORE INSERT ON named_event
WHEN EXISTS (SELECT 1 FROM named_event WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the event is named already'); END;

CREATE TRIGGER passage_stays BEFORE UPDATE ON passage BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no passage may be changed'); END;
CREATE TRIGGER passage_remains BEFORE DELETE ON passage BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no passage may be deleted'); END;
CREATE TRIGGER passage_once BEFORE INSERT ON passage
WHEN EXISTS (SELECT 1 FROM passage WHERE id = NEW.id OR (document = NEW.document AND kind = NEW.kind
             AND span_start = NEW.span_start AND span_end = NEW.span_end)) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the passage is there already'); END;
