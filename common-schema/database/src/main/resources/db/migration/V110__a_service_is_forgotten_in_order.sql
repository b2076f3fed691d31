-- Whoever records what was seen of a service holds its place in the schedule first and its status then; who forgets it
-- does so in the same order, or each waits for the other.
CREATE OR REPLACE FUNCTION monitor.follow_config() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM FROM monitor.probe_schedule p
           JOIN monitor.service_status s ON s.id = p.service_id
          WHERE s.service_name = OLD.service_name
            FOR UPDATE OF p;
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
