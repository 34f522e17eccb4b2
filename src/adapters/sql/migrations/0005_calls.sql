-- Calls with a seat while they run and after. What was said, who called and what was filled in is sealed.
CREATE TABLE call_now (
  id BIGINT NOT NULL PRIMARY KEY,
  agent TEXT NOT NULL,
  state TEXT NOT NULL,
  caller TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  started_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  closed_ms BIGINT NOT NULL
);
CREATE INDEX call_now_agent ON call_now (agent, state, id);
CREATE INDEX call_now_state ON call_now (state, id);
CREATE TABLE call_line (
  call_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  speaker TEXT NOT NULL,
  text TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (call_id, place)
);
CREATE TABLE call_value (
  call_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  field TEXT NOT NULL,
  login TEXT NOT NULL,
  value TEXT NOT NULL,
  machine TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (call_id, place)
);
CREATE TABLE call_tally (
  day BIGINT NOT NULL,
  field TEXT NOT NULL,
  calls BIGINT NOT NULL,
  filled BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  removed BIGINT NOT NULL,
  added BIGINT NOT NULL,
  PRIMARY KEY (day, field)
);
INSERT INTO counter (name, value) VALUES ('call', 0);
