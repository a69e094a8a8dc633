-- Version 2: of each actor of a claim its kind and side, of each place where it lies, each with what it was read from.

ALTER TABLE claim_actor ADD COLUMN kind TEXT;
ALTER TABLE claim_actor ADD COLUMN side TEXT;
ALTER TABLE claim_actor ADD COLUMN grounds TEXT;

ALTER TABLE claim_place ADD COLUMN latitude REAL;
ALTER TABLE claim_place ADD COLUMN longitude REAL;
ALTER TABLE claim_place ADD COLUMN precision TEXT;
ALTER TABLE claim_place ADD COLUMN where_prec INTEGER;
ALTER TABLE claim_place ADD COLUMN source TEXT;
ALTER TABLE claim_place ADD COLUMN why TEXT;

CREATE VIEW places AS
SELECT c.date, date(c.first_day) AS first_day, date(c.last_day) AS last_day, c.type, p.name, p.latitude, p.longitude,
       p.precision, p.where_prec, p.source, p.why, c.quote, p.claim, p.document
FROM claim_place p JOIN claim c ON c.document = p.document AND c.id = p.claim WHERE p.latitude IS NOT NULL;
