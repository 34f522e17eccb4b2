-- The ledger is the truth; everything named after it can be made again from it.
CREATE TABLE case_event (
  seq INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  events TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- What lists read. is_open says whether the stage is one of work.
CREATE TABLE case_now (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  queue TEXT NOT NULL,
  grade TEXT NOT NULL,
  urgency TEXT NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  title TEXT NOT NULL,
  matter TEXT NOT NULL,
  unit TEXT NOT NULL,
  area TEXT NOT NULL,
  place TEXT NOT NULL,
  lon REAL NOT NULL,
  lat REAL NOT NULL,
  reporter_key TEXT NOT NULL,
  masked_name TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  closed_ms INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  timer_ms INTEGER NOT NULL,
  clock TEXT NOT NULL,
  rehearsal INTEGER NOT NULL,
  suspended INTEGER NOT NULL,
  extension INTEGER NOT NULL,
  dispute INTEGER NOT NULL,
  supervised INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  merged_into INTEGER NOT NULL,
  confidence REAL NOT NULL,
  is_open INTEGER NOT NULL
) STRICT;

CREATE TABLE task (
  case_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  unit TEXT NOT NULL,
  role TEXT NOT NULL,
  given_ms INTEGER NOT NULL,
  accepted_ms INTEGER NOT NULL,
  finished_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_key (
  key TEXT NOT NULL PRIMARY KEY,
  report_id INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages to be sent, at least once. sent_ms 0 = still to do.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  addressee TEXT NOT NULL,
  what TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  sent_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE cube (
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  matter TEXT NOT NULL,
  area TEXT NOT NULL,
  channel TEXT NOT NULL,
  reports INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  auto_dispatched INTEGER NOT NULL,
  dispatches INTEGER NOT NULL,
  first_dispatches_kept INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  redispatches INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  closed_on_time INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  reopened INTEGER NOT NULL,
  called_back INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  satisfied INTEGER NOT NULL,
  solved INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  handling_ms INTEGER NOT NULL,
  handled INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  first_closed INTEGER NOT NULL,
  contacts_due INTEGER NOT NULL,
  contacts_on_time INTEGER NOT NULL,
  PRIMARY KEY (day, unit, matter, area, channel)
) STRICT, WITHOUT ROWID;

-- Memory of the engine between starts, in parts; the newest generation counts.
CREATE TABLE snapshot (
  name TEXT NOT NULL,
  generation INTEGER NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (name, generation, part)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  login TEXT NOT NULL,
  what TEXT NOT NULL,
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL,
  address TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
