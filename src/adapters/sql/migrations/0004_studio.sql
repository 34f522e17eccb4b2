-- What the city draws itself: documents somebody works on, and every version that was published.
CREATE TABLE studio_draft (
  id BIGINT NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  base_version TEXT NOT NULL,
  text TEXT NOT NULL,
  tests TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  author TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  decision_reason TEXT NOT NULL,
  published_version TEXT NOT NULL,
  checks TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL
);
CREATE INDEX studio_draft_updated ON studio_draft (updated_ms);
CREATE TABLE studio_edition (
  number BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  tests TEXT NOT NULL,
  by_login TEXT NOT NULL,
  author TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  note TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  rolled_back BIGINT NOT NULL,
  state TEXT NOT NULL,
  fault TEXT NOT NULL,
  published_ms BIGINT NOT NULL,
  effective_ms BIGINT NOT NULL,
  applied_ms BIGINT NOT NULL
);
CREATE INDEX studio_edition_document ON studio_edition (kind, code, number);
CREATE INDEX studio_edition_state ON studio_edition (state, effective_ms);
-- Numbers of drafts are never given out twice, also after one was thrown away.
INSERT INTO counter (name, value) VALUES ('studio_draft', 0);
