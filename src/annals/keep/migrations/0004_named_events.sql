-- Version 4: ids by which events were given out are kept, so that old addresses still lead to their claims.

CREATE TABLE named_event (
    id     TEXT NOT NULL PRIMARY KEY,
    claims TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER named_event_stays BEFORE UPDATE ON named_event BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no event that was named may be changed'); END;
CREATE TRIGGER named_event_remains BEFORE DELETE ON named_event BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: no event that was named may be deleted'); END;
CREATE TRIGGER named_event_once BEFORE INSERT ON named_event
WHEN EXISTS (SELECT 1 FROM named_event WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'a record is only ever added to: the event is named already'); END;
