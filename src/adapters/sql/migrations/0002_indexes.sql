-- Few, because intake pays for each one. A comment says what each is for; those with WHERE hold few rows or none at intake.
CREATE UNIQUE INDEX case_event_case ON case_event (case_id, version);            -- the story of a case; refuses a second writer of one version
CREATE INDEX case_opened ON case_now (opened_ms);                                -- any list, newest first
CREATE INDEX case_updated ON case_now (updated_ms);                              -- what changed last
CREATE INDEX case_due ON case_now (due_ms) WHERE due_ms > 0;                     -- by deadline
CREATE INDEX case_timer ON case_now (timer_ms) WHERE timer_ms > 0;               -- what the clock does next
CREATE INDEX case_unit_open ON case_now (unit, opened_ms) WHERE is_open = 1;     -- a unit's desk
CREATE INDEX case_unit_past ON case_now (unit, opened_ms) WHERE is_open = 0;     -- and its history
CREATE INDEX case_area_open ON case_now (area, opened_ms) WHERE is_open = 1;     -- a street, community or grid
CREATE INDEX case_area_past ON case_now (area, opened_ms) WHERE is_open = 0;
CREATE INDEX case_stage_open ON case_now (stage, opened_ms) WHERE is_open = 1;   -- desks that serve the whole city
CREATE INDEX case_queue ON case_now (opened_ms) WHERE queue <> '';               -- waits for a dispatcher
CREATE INDEX case_watch ON case_now (opened_ms) WHERE extension = 1 OR dispute = 1 OR supervised = 1 OR clock = 'near' OR clock = 'overdue';
CREATE INDEX case_reporter ON case_now (reporter_key) WHERE reporter_key <> '';  -- one person's cases
CREATE INDEX task_assist ON task (unit, case_id) WHERE role = 'assist' AND finished_ms = 0;
CREATE INDEX outbox_unsent ON outbox (due_ms) WHERE sent_ms = 0;
