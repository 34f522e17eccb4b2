-- Who may come in, and small facts about this data folder.
CREATE TABLE account (
  login TEXT NOT NULL PRIMARY KEY,
  password_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  roles TEXT NOT NULL,
  areas TEXT NOT NULL,
  disabled BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  locked_until_ms BIGINT NOT NULL
);
CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL
);
-- Every city version that was ever in use here; the highest number is the present one.
CREATE TABLE city_version (
  number BIGINT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  path TEXT NOT NULL,
  loaded_ms BIGINT NOT NULL
);
CREATE TABLE fact (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
-- Highest numbers given out, kept in the transaction that gives them.
CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('report', 0);
