-- monitor: what is watched, and when it is looked at next.

ALTER TABLE monitor.service_status ADD COLUMN built_in boolean NOT NULL DEFAULT false;
UPDATE monitor.service_status SET built_in = true;
INSERT INTO monitor.service_status (service_name, built_in)
VALUES ('kafka', true), ('gateway', true), ('auth-service', true), ('media-service', true), ('youtube-service', true),
       ('disk', true), ('yt-dlp', true)
ON CONFLICT (service_name) DO UPDATE SET built_in = true;

-- One row for each watched service. Whoever takes it sets next_check_at to when others may take it over, and names
-- itself; whoever is not named any more writes nothing.
CREATE TABLE monitor.probe_schedule (
    service_id    int         NOT NULL,
    next_check_at timestamptz NOT NULL DEFAULT now(),
    lease_owner   uuid,
    watch         jsonb,                                    -- what its checks say; NULL: never looked at
    edge_at       timestamptz,                              -- nothing is dated back over this
    CONSTRAINT probe_schedule_pkey PRIMARY KEY (service_id),
    CONSTRAINT probe_schedule_service_id_fkey FOREIGN KEY (service_id) REFERENCES monitor.service_status (id)
        ON DELETE CASCADE,
    CONSTRAINT probe_schedule_watch_check CHECK (jsonb_typeof(watch) = 'object')
);
CREATE INDEX probe_schedule_next_check_at_idx ON monitor.probe_schedule (next_check_at);
INSERT INTO monitor.probe_schedule (service_id) SELECT s.id FROM monitor.service_status s;

CREATE FUNCTION monitor.schedule_probe() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO monitor.probe_schedule (service_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER service_status_schedule_probe AFTER INSERT ON monitor.service_status
    FOR EACH ROW EXECUTE FUNCTION monitor.schedule_probe();

-- A service is watched from when it is configured, looked at at once when that changes, and forgotten with its
-- configuration unless MediaNest itself is made of it.
CREATE FUNCTION monitor.follow_config() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM monitor.service_status s WHERE s.service_name = OLD.service_name AND NOT s.built_in;
    ELSE
        INSERT INTO monitor.service_status (service_name) VALUES (NEW.service_name)
        ON CONFLICT (service_name) DO NOTHING;
    END IF;
    UPDATE monitor.probe_schedule p SET next_check_at = least(p.next_check_at, now())
    FROM monitor.service_status s
    WHERE s.id = p.service_id AND p.lease_owner IS NULL
      AND s.service_name = CASE TG_OP WHEN 'DELETE' THEN OLD.service_name ELSE NEW.service_name END;
    RETURN NULL;
END
$$;
CREATE TRIGGER service_config_follow AFTER INSERT OR UPDATE OR DELETE ON monitor.service_config
    FOR EACH ROW EXECUTE FUNCTION monitor.follow_config();

-- How many answers took how long: upper bound in milliseconds -> answers.
CREATE FUNCTION monitor.add_buckets(a jsonb, b jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_object_agg(counted.bound, counted.answers), '{}')
      FROM (SELECT e.key AS bound, sum(e.value::bigint) AS answers
              FROM (SELECT * FROM jsonb_each_text(coalesce(a, '{}'))
                    UNION ALL
                    SELECT * FROM jsonb_each_text(coalesce(b, '{}'))) e
             GROUP BY e.key) counted
$$;
GRANT EXECUTE ON FUNCTION monitor.add_buckets(jsonb, jsonb) TO medianest_monitor;

CREATE FUNCTION monitor.ms(span interval) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(extract(epoch FROM span) * 1000)::bigint;
GRANT EXECUTE ON FUNCTION monitor.ms(interval) TO medianest_monitor;
