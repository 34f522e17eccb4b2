-- The knowledge base: articles and every version of them. Counts are how often an article was shown and used.
CREATE TABLE knowledge_article (
  id BIGINT NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  force_version BIGINT NOT NULL,
  work_version BIGINT NOT NULL,
  newest_version BIGINT NOT NULL,
  retired BIGINT NOT NULL,
  retired_by TEXT NOT NULL,
  retire_reason TEXT NOT NULL,
  retired_ms BIGINT NOT NULL,
  reminded_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  used BIGINT NOT NULL,
  helped BIGINT NOT NULL,
  not_helped BIGINT NOT NULL,
  deflected BIGINT NOT NULL
);
CREATE UNIQUE INDEX knowledge_article_code ON knowledge_article (code);
CREATE TABLE knowledge_version (
  article BIGINT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  author TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  approver TEXT NOT NULL,
  note TEXT NOT NULL,
  decision_reason TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  submitted_ms BIGINT NOT NULL,
  approved_ms BIGINT NOT NULL,
  PRIMARY KEY (article, version)
);
CREATE INDEX knowledge_version_state ON knowledge_version (state);
-- What settled cases are found again by: hashes of their words and facts in codes, never words. Follows from the ledger; may be thrown away and is then made anew.
CREATE TABLE settled_case (
  case_id BIGINT NOT NULL PRIMARY KEY,
  closed_ms BIGINT NOT NULL,
  facts TEXT NOT NULL,
  sketch TEXT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('knowledge_article', 0);
INSERT INTO counter (name, value) VALUES ('knowledge_change', 0);
INSERT INTO counter (name, value) VALUES ('settled_seq', 0);
