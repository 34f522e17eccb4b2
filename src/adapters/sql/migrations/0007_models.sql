-- Models as citizens of the system: what they answered and what became of it, data sets, the registry, labels. No words of reports lie here, only where they stand in
-- the ledger. Shares are kept in millionths.
CREATE TABLE learn_case (
  case_id BIGINT NOT NULL PRIMARY KEY,
  told_seq BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  day BIGINT NOT NULL,
  rehearsal BIGINT NOT NULL,
  channel TEXT NOT NULL,
  unit TEXT NOT NULL,
  model TEXT NOT NULL,
  guess TEXT NOT NULL,
  confidence BIGINT NOT NULL,
  margin BIGINT NOT NULL,
  to_dispatcher BIGINT NOT NULL,
  matter TEXT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_ms BIGINT NOT NULL,
  returns BIGINT NOT NULL,
  label TEXT NOT NULL,
  label_state TEXT NOT NULL,
  side BIGINT NOT NULL
);
CREATE INDEX learn_case_state ON learn_case (rehearsal, state, label_state, case_id);
CREATE INDEX learn_case_margin ON learn_case (rehearsal, label_state, margin);
CREATE INDEX learn_case_day ON learn_case (rehearsal, day);
CREATE TABLE shadow_answer (
  model BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  matter TEXT NOT NULL,
  confidence BIGINT NOT NULL,
  PRIMARY KEY (model, case_id)
);
CREATE TABLE model_call (
  day BIGINT NOT NULL,
  model TEXT NOT NULL,
  unit TEXT NOT NULL,
  channel TEXT NOT NULL,
  calls BIGINT NOT NULL,
  PRIMARY KEY (day, model, unit, channel)
);
CREATE TABLE dataset (
  number BIGINT NOT NULL PRIMARY KEY,
  made_ms BIGINT NOT NULL,
  by_login TEXT NOT NULL,
  note TEXT NOT NULL,
  city_version TEXT NOT NULL,
  parent BIGINT NOT NULL,
  from_seq BIGINT NOT NULL,
  to_seq BIGINT NOT NULL,
  rehearsal BIGINT NOT NULL,
  learn BIGINT NOT NULL,
  held_out BIGINT NOT NULL,
  left_out BIGINT NOT NULL,
  counts TEXT NOT NULL
);
CREATE TABLE model_kept (
  number BIGINT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  dataset BIGINT NOT NULL,
  parent BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  by_login TEXT NOT NULL,
  why TEXT NOT NULL,
  catalogue TEXT NOT NULL,
  city_version TEXT NOT NULL,
  metrics TEXT NOT NULL,
  shadow_from_ms BIGINT NOT NULL,
  shadow_to_ms BIGINT NOT NULL
);
CREATE TABLE model_turn (
  number BIGINT NOT NULL PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  by_login TEXT NOT NULL,
  what TEXT NOT NULL,
  model BIGINT NOT NULL,
  before BIGINT NOT NULL,
  reason TEXT NOT NULL,
  override_reason TEXT NOT NULL
);
CREATE TABLE label (
  number BIGINT NOT NULL PRIMARY KEY,
  case_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  matter TEXT NOT NULL,
  verdict TEXT NOT NULL,
  senior BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  undone BIGINT NOT NULL
);
CREATE INDEX label_case ON label (case_id, number);
INSERT INTO counter (name, value) VALUES ('learn_seq', 0);
INSERT INTO counter (name, value) VALUES ('model_kept', 0);
INSERT INTO counter (name, value) VALUES ('dataset', 0);
INSERT INTO counter (name, value) VALUES ('label', 0);
