-- Where a case lies, as a Beidou grid code: a prefix is a place on the map, so a shape is a few ranges of this column. Rows from before are filled at the next
-- start (place_codes.cpp). Codes lie anywhere in the index, unlike what 0002 asks for; what that costs intake stands in docs/locating.md.
ALTER TABLE case_now ADD COLUMN place_code TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX case_place ON case_now (place_code) WHERE place_code <> '';
