-- Few, because intake pays for each one (store_bench --without NAME shows how much). New rows of an index should land side by side: by time, or by a code
-- with few values followed by time. Those with WHERE hold the few rows a desk works on.
CREATE UNIQUE INDEX case_event_case ON case_event (case_id, version);            -- the story of a case; refuses a second writer of one version
CREATE INDEX case_opened ON case_now (opened_ms);                                -- any list, newest first
CREATE INDEX case_updated ON case_now (updated_ms);                              -- what changed last
CREATE INDEX case_due ON case_now (due_ms) WHERE due_ms > 0;                     -- by deadline
CREATE INDEX case_timer ON case_now (timer_ms) WHERE timer_ms > 0;               -- what the clock does next
CREATE INDEX case_unit_open ON case_now (unit, opened_ms) WHERE is_open = 1;     -- a unit's desk
CREATE INDEX case_unit_past ON case_now (unit, opened_ms) WHERE is_open = 0;     -- and its history
CREATE INDEX case_street_open ON case_now (substr(area, 1, 9), opened_ms) WHERE is_open = 1;  -- a street, and what lies below it by looking through the street
CREATE INDEX case_street_past ON case_now (substr(area, 1, 9), opened_ms) WHERE is_open = 0;
CREATE INDEX case_stage_open ON case_now (stage, opened_ms) WHERE is_open = 1;   -- desks that serve the whole city
CREATE INDEX case_queue ON case_now (opened_ms) WHERE queue <> '';               -- waits for a dispatcher
CREATE INDEX case_watch ON case_now (opened_ms) WHERE extension = 1 OR dispute = 1 OR supervised = 1 OR clock = 'near' OR clock = 'overdue';
-- One person's cases, day by day: keys are random, and only those of one day being side by side keeps a batch from touching every page of the index.
CREATE INDEX case_reporter ON case_now ((opened_ms / 86400000), substr(reporter_key, 1, 12)) WHERE reporter_key <> '';
CREATE INDEX task_assist ON task (unit, case_id) WHERE role = 'assist' AND finished_ms = 0;
CREATE INDEX outbox_unsent ON outbox (due_ms) WHERE sent_ms = 0;
