-- monitor: its own recurring work and the runner's, and who asked for some to be done now.

CREATE TABLE monitor.jobs (
    name            varchar     NOT NULL,
    lease_owner     varchar,
    lease_until     timestamptz,
    last_started_at timestamptz,
    last_success_at timestamptz,
    last_outcome    varchar,
    last_error      varchar,                                -- NULL again once it has succeeded
    next_run_at     timestamptz,
    requested_at    timestamptz,                            -- somebody wants it done now
    CONSTRAINT jobs_pkey PRIMARY KEY (name),
    CONSTRAINT jobs_last_outcome_check CHECK (length(last_outcome) <= 500),
    CONSTRAINT jobs_last_error_check CHECK (length(last_error) <= 500)
);

-- Kept for a month; the audit trail keeps it for longer.
CREATE TABLE monitor.job_requests (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    job          varchar     NOT NULL,
    requested_by uuid,
    requested_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT job_requests_pkey PRIMARY KEY (id),
    CONSTRAINT job_requests_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES auth.users (id) ON DELETE SET NULL
);
CREATE INDEX job_requests_requested_by_idx ON monitor.job_requests (requested_by);
CREATE INDEX job_requests_requested_at_idx ON monitor.job_requests (requested_at);
SELECT audit.watch('monitor.job_requests', '{id}');
