-- monitor: whether everything is up, how it is reached, and what went wrong.

CREATE TABLE monitor.service_status (
    id                serial,
    service_name      varchar      NOT NULL,
    status            varchar,                              -- NULL: never checked
    response_time_ms  integer,
    last_check_at     timestamptz,
    uptime_percentage decimal(5, 2),                        -- of 30 days, floored; NULL without data
    enabled           boolean      NOT NULL DEFAULT true,   -- service_config.enabled, kept equal by triggers
    CONSTRAINT service_status_pkey PRIMARY KEY (id),
    CONSTRAINT service_status_service_name_key UNIQUE (service_name),
    CONSTRAINT service_status_service_name_check CHECK (service_name ~ '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$'),
    CONSTRAINT service_status_status_check CHECK (status IN ('online', 'offline', 'degraded')),
    CONSTRAINT service_status_response_time_ms_check CHECK (response_time_ms >= 0),
    CONSTRAINT service_status_uptime_percentage_check CHECK (uptime_percentage BETWEEN 0 AND 100)
);
-- This index forbids HOT updates of the column written at every check. Accepted: a few rows, one write a minute each.
CREATE INDEX service_status_enabled_last_check_at_idx ON monitor.service_status (last_check_at) WHERE enabled = true;

CREATE TABLE monitor.service_config (
    id           serial,
    service_name varchar     NOT NULL,
    service_url  varchar     NOT NULL,
    api_key      varchar,                                   -- encrypted, associated data service_config.api_key:<name>
    enabled      boolean     NOT NULL DEFAULT true,
    config_data  jsonb,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    updated_by   uuid,
    version      bigint      NOT NULL DEFAULT 0,
    CONSTRAINT service_config_pkey PRIMARY KEY (id),
    CONSTRAINT service_config_service_name_key UNIQUE (service_name),
    CONSTRAINT service_config_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT service_config_service_name_check CHECK (service_name ~ '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$'),
    -- An absolute URL without user info: a password in it would be stored and logged in plain text.
    CONSTRAINT service_config_service_url_check CHECK (
        length(service_url) <= 2048 AND service_url ~ '^[a-z][a-z0-9+.-]*://[^/?#@]+([/?#]|$)'),
    CONSTRAINT service_config_config_data_check CHECK (jsonb_typeof(config_data) = 'object')
);
CREATE INDEX service_config_updated_by_idx ON monitor.service_config (updated_by);

-- service_status.enabled follows service_config.enabled, whichever is written first: no configuration row, or one
-- deleted, means enabled. The lock orders two transactions that create both rows at once, of which neither could see
-- the other's.
CREATE FUNCTION monitor.fill_status_enabled() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('monitor.service.enabled'), hashtext(NEW.service_name));
    NEW.enabled := coalesce(
        (SELECT c.enabled FROM monitor.service_config c WHERE c.service_name = NEW.service_name), true);
    RETURN NEW;
END
$$;
CREATE TRIGGER service_status_fill_enabled BEFORE INSERT OR UPDATE OF enabled, service_name ON monitor.service_status
    FOR EACH ROW EXECUTE FUNCTION monitor.fill_status_enabled();

CREATE FUNCTION monitor.push_config_enabled() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_advisory_xact_lock(hashtext('monitor.service.enabled'), hashtext(OLD.service_name));
        UPDATE monitor.service_status s SET enabled = true WHERE s.service_name = OLD.service_name;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM pg_advisory_xact_lock(hashtext('monitor.service.enabled'), hashtext(NEW.service_name));
        UPDATE monitor.service_status s SET enabled = NEW.enabled WHERE s.service_name = NEW.service_name;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER service_config_push_enabled AFTER INSERT OR DELETE OR UPDATE OF enabled, service_name
    ON monitor.service_config FOR EACH ROW EXECUTE FUNCTION monitor.push_config_enabled();

INSERT INTO monitor.service_status (service_name)
VALUES ('plex'), ('overseerr'), ('uptime-kuma'), ('redis'), ('database');

-- One row per change of state, with the sums of everything before it: uptime over any window is two index probes.
CREATE TABLE monitor.service_state_intervals (
    service_id      int         NOT NULL,
    started_at      timestamptz NOT NULL,
    status          varchar     NOT NULL,
    cum_down_ms     bigint      NOT NULL DEFAULT 0,
    cum_degraded_ms bigint      NOT NULL DEFAULT 0,
    cum_excluded_ms bigint      NOT NULL DEFAULT 0,
    CONSTRAINT service_state_intervals_pkey PRIMARY KEY (service_id, started_at),
    CONSTRAINT service_state_intervals_service_id_fkey FOREIGN KEY (service_id)
        REFERENCES monitor.service_status (id) ON DELETE CASCADE,
    CONSTRAINT service_state_intervals_status_check CHECK (
        status IN ('online', 'offline', 'degraded', 'maintenance', 'disabled', 'unknown')),
    CONSTRAINT service_state_intervals_cum_check CHECK (
        cum_down_ms >= 0 AND cum_degraded_ms >= 0 AND cum_excluded_ms >= 0)
);

-- Counts and response times per hour (kept days) and per day (kept a year). Two partitioned halves, so that each is
-- dropped by the month at its own age, never deleted row by row.
CREATE TABLE monitor.service_rollups (
    service_id      int         NOT NULL,
    resolution      varchar     NOT NULL,
    bucket_start    timestamptz NOT NULL,
    checks_online   int         NOT NULL DEFAULT 0,
    checks_degraded int         NOT NULL DEFAULT 0,
    checks_offline  int         NOT NULL DEFAULT 0,
    response_ms_sum bigint      NOT NULL DEFAULT 0,
    response_ms_max int,
    response_ms_buckets jsonb,                              -- upper bound in ms -> checks
    CONSTRAINT service_rollups_pkey PRIMARY KEY (service_id, resolution, bucket_start),
    CONSTRAINT service_rollups_service_id_fkey FOREIGN KEY (service_id)
        REFERENCES monitor.service_status (id) ON DELETE CASCADE,
    CONSTRAINT service_rollups_resolution_check CHECK (resolution IN ('hour', 'day')),
    CONSTRAINT service_rollups_checks_check CHECK (
        checks_online >= 0 AND checks_degraded >= 0 AND checks_offline >= 0 AND response_ms_sum >= 0)
) PARTITION BY LIST (resolution);
CREATE TABLE monitor.service_rollups_hour PARTITION OF monitor.service_rollups FOR VALUES IN ('hour')
    PARTITION BY RANGE (bucket_start);
CREATE TABLE monitor.service_rollups_hour_default PARTITION OF monitor.service_rollups_hour DEFAULT;
CREATE TABLE monitor.service_rollups_day PARTITION OF monitor.service_rollups FOR VALUES IN ('day')
    PARTITION BY RANGE (bucket_start);
CREATE TABLE monitor.service_rollups_day_default PARTITION OF monitor.service_rollups_day DEFAULT;

CREATE TABLE monitor.incidents (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    service_id int         NOT NULL,
    severity   varchar     NOT NULL,
    cause      varchar,
    started_at timestamptz NOT NULL,                        -- backdated to the first failure
    ended_at   timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT incidents_pkey PRIMARY KEY (id),
    CONSTRAINT incidents_service_id_fkey FOREIGN KEY (service_id) REFERENCES monitor.service_status (id)
        ON DELETE CASCADE,
    CONSTRAINT incidents_severity_check CHECK (severity IN ('degraded', 'offline')),
    CONSTRAINT incidents_ended_at_check CHECK (ended_at >= started_at)
);
CREATE UNIQUE INDEX incidents_open_key ON monitor.incidents (service_id) WHERE ended_at IS NULL;
CREATE INDEX incidents_service_id_started_at_idx ON monitor.incidents (service_id, started_at DESC, id DESC);
CREATE INDEX incidents_started_at_idx ON monitor.incidents (started_at DESC, id DESC);

CREATE TABLE monitor.maintenance_windows (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    service_id int,                                         -- NULL: all services
    title      varchar     NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT maintenance_windows_pkey PRIMARY KEY (id),
    CONSTRAINT maintenance_windows_service_id_fkey FOREIGN KEY (service_id) REFERENCES monitor.service_status (id)
        ON DELETE CASCADE,
    CONSTRAINT maintenance_windows_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id)
        ON DELETE SET NULL,
    CONSTRAINT maintenance_windows_title_check CHECK (length(title) BETWEEN 1 AND 200),
    CONSTRAINT maintenance_windows_ends_at_check CHECK (ends_at > starts_at)
);
CREATE INDEX maintenance_windows_ends_at_idx ON monitor.maintenance_windows (ends_at);
CREATE INDEX maintenance_windows_service_id_idx ON monitor.maintenance_windows (service_id);
CREATE INDEX maintenance_windows_created_by_idx ON monitor.maintenance_windows (created_by);

-- By month from the start: six months are kept, then a month is archived and dropped as a whole. PostgreSQL wants the
-- partition column in every unique key, hence (id, created_at); id is the event's, so a redelivery finds its row.
CREATE TABLE monitor.error_logs (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    correlation_id varchar     NOT NULL,
    user_id        uuid,                                    -- NULL: anonymous, or purged since
    error_code     varchar     NOT NULL,
    error_message  varchar     NOT NULL,
    stack_trace    text,
    request_path   varchar     NOT NULL,
    request_method varchar     NOT NULL,
    status_code    integer,
    metadata       jsonb,
    created_at     timestamptz NOT NULL DEFAULT now(),
    service        varchar,
    route          varchar,                                 -- the template, e.g. /media-requests/{id}
    fingerprint    varchar,
    CONSTRAINT error_logs_pkey PRIMARY KEY (id, created_at),
    CONSTRAINT error_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT error_logs_correlation_id_check CHECK (length(correlation_id) BETWEEN 1 AND 64),
    CONSTRAINT error_logs_error_code_check CHECK (length(error_code) BETWEEN 1 AND 200),
    CONSTRAINT error_logs_request_method_check CHECK (request_method ~ '^[A-Z]{1,16}$'),
    CONSTRAINT error_logs_stack_trace_check CHECK (octet_length(stack_trace) <= 32768),
    CONSTRAINT error_logs_status_code_check CHECK (status_code BETWEEN 100 AND 599)
) PARTITION BY RANGE (created_at);
CREATE INDEX error_logs_correlation_id_idx ON monitor.error_logs (correlation_id);
CREATE INDEX error_logs_created_at_idx ON monitor.error_logs (created_at);
CREATE INDEX error_logs_user_id_idx ON monitor.error_logs (user_id);
CREATE INDEX error_logs_user_id_created_at_idx ON monitor.error_logs (user_id, created_at DESC, id DESC);
CREATE INDEX error_logs_error_code_created_at_idx ON monitor.error_logs (error_code, created_at DESC, id DESC);
CREATE INDEX error_logs_fingerprint_created_at_idx ON monitor.error_logs (fingerprint, created_at DESC, id DESC);
CREATE TABLE monitor.error_logs_default PARTITION OF monitor.error_logs DEFAULT;

CREATE TABLE monitor.error_groups (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    fingerprint   varchar     NOT NULL,
    error_code    varchar     NOT NULL,
    title         varchar     NOT NULL,
    service       varchar,
    route         varchar,
    status        varchar     NOT NULL DEFAULT 'open',
    occurrences   bigint      NOT NULL DEFAULT 0,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    resolved_at   timestamptz,
    resolved_by   uuid,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    version       bigint      NOT NULL DEFAULT 0,
    CONSTRAINT error_groups_pkey PRIMARY KEY (id),
    CONSTRAINT error_groups_fingerprint_key UNIQUE (fingerprint),
    CONSTRAINT error_groups_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT error_groups_status_check CHECK (status IN ('open', 'resolved', 'ignored')),
    CONSTRAINT error_groups_occurrences_check CHECK (occurrences >= 0)
);
CREATE INDEX error_groups_status_last_seen_at_idx ON monitor.error_groups (status, last_seen_at DESC, id DESC);
CREATE INDEX error_groups_resolved_by_idx ON monitor.error_groups (resolved_by);

SELECT audit.ensure_month_partitions('monitor.error_logs', now()::date, 7);
SELECT audit.ensure_month_partitions('monitor.service_rollups_hour', now()::date, 7);
SELECT audit.ensure_month_partitions('monitor.service_rollups_day', now()::date, 7);
