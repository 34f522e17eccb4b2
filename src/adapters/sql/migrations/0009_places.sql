-- The city's library of places beyond its folder: every version of every entry, further names, and the files they came from.
CREATE TABLE place_entry (
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  parts TEXT NOT NULL,
  source TEXT NOT NULL,
  import_id BIGINT NOT NULL,
  by_login TEXT NOT NULL,
  reason TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT NOT NULL,
  PRIMARY KEY (kind, code, version)
);
CREATE INDEX place_entry_present ON place_entry (to_ms, kind, code);
CREATE INDEX place_entry_import ON place_entry (import_id, kind, code);
CREATE TABLE place_alias (
  alias TEXT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  import_id BIGINT NOT NULL,
  support BIGINT NOT NULL,
  against BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  first_ms BIGINT NOT NULL,
  last_ms BIGINT NOT NULL,
  PRIMARY KEY (alias, kind, code)
);
CREATE INDEX place_alias_of ON place_alias (kind, code);
CREATE TABLE place_import (
  id BIGINT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  format TEXT NOT NULL,
  options TEXT NOT NULL,
  counts TEXT NOT NULL,
  report TEXT NOT NULL,
  chosen TEXT NOT NULL,
  by_login TEXT NOT NULL,
  library_number BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  applied_ms BIGINT NOT NULL,
  undone_ms BIGINT NOT NULL
);
CREATE INDEX place_import_digest ON place_import (digest);
CREATE TABLE place_import_line (
  import_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  line BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  record TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (import_id, place)
);
CREATE INDEX place_import_line_verdict ON place_import_line (import_id, verdict, place);
INSERT INTO counter (name, value) VALUES ('place_import', 0);
INSERT INTO counter (name, value) VALUES ('place_change', 0);
INSERT INTO counter (name, value) VALUES ('place_learnt', 0);
