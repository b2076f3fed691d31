-- Recurring work of the services, as monitor-service shows it to an ADMIN, who may also ask for it to be done now.

ALTER TABLE media.sync_state ADD COLUMN requested_at timestamptz;   -- somebody wants it done now

CREATE VIEW auth.job_states AS
    SELECT j.name, j.last_started_at, j.last_success_at, j.last_outcome, j.last_error, j.next_run_at, j.requested_at,
           coalesce(j.lease_until > now(), false) AS running
      FROM auth.jobs j;
-- Not the slots for changes in Overseerr: they are no work.
CREATE VIEW media.job_states AS
    SELECT s.name, s.last_started_at, s.last_success_at, s.last_error, s.requested_at,
           coalesce(s.lease_until > now(), false) AS running
      FROM media.sync_state s
     WHERE s.name NOT LIKE 'overseerr-change-%';
GRANT USAGE ON SCHEMA media TO medianest_monitor;
GRANT SELECT ON auth.job_states, media.job_states TO medianest_monitor;

-- Answers whether there is such work. Asked for twice before it has begun, it is done once.
CREATE FUNCTION auth.request_job(job varchar) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE auth.jobs j SET requested_at = coalesce(j.requested_at, now()) WHERE j.name = request_job.job;
    RETURN FOUND;
END
$$;
CREATE FUNCTION media.request_job(job varchar) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE media.sync_state s SET requested_at = coalesce(s.requested_at, now())
     WHERE s.name = request_job.job AND s.name NOT LIKE 'overseerr-change-%';
    RETURN FOUND;
END
$$;
GRANT EXECUTE ON FUNCTION auth.request_job(varchar), media.request_job(varchar) TO medianest_monitor;
