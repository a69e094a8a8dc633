-- Version 3: judgements about one claim (accept, reject, edit with a field and its value) and about gaps. SQLite cannot
-- loosen a CHECK, so the table is made again; every row comes over as it is, in its order.

CREATE TABLE judgement_3 (
    id          TEXT NOT NULL PRIMARY KEY,
    left_claim  TEXT NOT NULL,
    right_claim TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure', 'accept', 'reject', 'edit')),
    author      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    made        TEXT NOT NULL,
    withdraws   TEXT REFERENCES judgement_3 (id),
    field       TEXT,
    value       TEXT
);
INSERT INTO judgement_3 (rowid, id, left_claim, right_claim, verdict, author, reason, made, withdraws)
    SELECT rowid, id, left_claim, right_claim, verdict, author, reason, made, withdraws FROM judgement ORDER BY rowid;
DROP TABLE judgement;
ALTER TABLE judgement_3 RENAME TO judgement;

CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: withdraw a judgement by a new one'); END;
CREATE TRIGGER judgement_remains BEFORE DELETE ON judgement BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: withdraw a judgement by a new one'); END;
CREATE TRIGGER judgement_once BEFORE INSERT ON judgement
WHEN EXISTS (SELECT 1 FROM judgement WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the judgement is there already'); END;
