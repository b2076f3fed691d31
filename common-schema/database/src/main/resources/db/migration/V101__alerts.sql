-- monitor: who is told when something does not work, and what came of telling them.

CREATE TABLE monitor.alert_channels (
    id               uuid        NOT NULL,
    version          bigint      NOT NULL DEFAULT 0,
    name             varchar     NOT NULL,
    kind             varchar     NOT NULL,
    enabled          boolean     NOT NULL,
    destination      jsonb       NOT NULL,                  -- an address, a topic, recipients; shown to ADMINs only
    secret           varchar,                               -- encrypted: what signs, or a token
    services         jsonb,                                 -- names; NULL: all
    offline_only     boolean     NOT NULL DEFAULT false,
    minimum_outage_s int         NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    updated_by       uuid,
    CONSTRAINT alert_channels_pkey PRIMARY KEY (id),
    CONSTRAINT alert_channels_name_key UNIQUE (name),
    CONSTRAINT alert_channels_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT alert_channels_name_check CHECK (length(name) BETWEEN 1 AND 60),
    CONSTRAINT alert_channels_kind_check CHECK (kind IN ('webhook', 'email', 'ntfy')),
    CONSTRAINT alert_channels_destination_check CHECK (jsonb_typeof(destination) = 'object'),
    CONSTRAINT alert_channels_services_check CHECK (jsonb_typeof(services) = 'array'),
    CONSTRAINT alert_channels_minimum_outage_s_check CHECK (minimum_outage_s BETWEEN 0 AND 86400)
);
CREATE INDEX alert_channels_updated_by_idx ON monitor.alert_channels (updated_by);
SELECT audit.watch('monitor.alert_channels', '{id}', secret => '{secret}', personal => '{destination}',
                   ignored => '{version,updated_at}');

-- Each channel is told once that something is down, and once that it is up again. Whoever takes a row sets
-- next_attempt_at to when others may take it over, and writes what came of it only while attempts is still its own.
CREATE TABLE monitor.alert_deliveries (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    channel_id      uuid        NOT NULL,
    incident_id     uuid        NOT NULL,
    event           varchar     NOT NULL,
    state           varchar     NOT NULL DEFAULT 'pending',
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    reason          varchar,                                -- of the last failure, or of being left out
    created_at      timestamptz NOT NULL DEFAULT now(),
    sent_at         timestamptz,
    CONSTRAINT alert_deliveries_pkey PRIMARY KEY (id),
    CONSTRAINT alert_deliveries_channel_id_incident_id_event_key UNIQUE (channel_id, incident_id, event),
    CONSTRAINT alert_deliveries_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES monitor.alert_channels (id)
        ON DELETE CASCADE,
    CONSTRAINT alert_deliveries_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES monitor.incidents (id)
        ON DELETE CASCADE,
    CONSTRAINT alert_deliveries_event_check CHECK (event IN ('down', 'up')),
    CONSTRAINT alert_deliveries_state_check CHECK (state IN ('pending', 'sent', 'failed', 'skipped')),
    CONSTRAINT alert_deliveries_attempts_check CHECK (attempts >= 0),
    CONSTRAINT alert_deliveries_reason_check CHECK (length(reason) <= 300),
    CONSTRAINT alert_deliveries_sent_at_check CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
);
CREATE INDEX alert_deliveries_next_attempt_at_idx ON monitor.alert_deliveries (next_attempt_at)
    WHERE state = 'pending';
CREATE INDEX alert_deliveries_created_at_idx ON monitor.alert_deliveries (created_at DESC, id DESC);
CREATE INDEX alert_deliveries_incident_id_idx ON monitor.alert_deliveries (incident_id);

-- In the transaction of the incident: none is lost, whichever instance records it and whatever becomes of it then.
CREATE FUNCTION monitor.plan_alerts() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO monitor.alert_deliveries (channel_id, incident_id, event, next_attempt_at)
        SELECT c.id, NEW.id, 'down', greatest(now(), NEW.started_at + make_interval(secs => c.minimum_outage_s))
          FROM monitor.alert_channels c JOIN monitor.service_status s ON s.id = NEW.service_id
         WHERE c.enabled AND (NEW.severity = 'offline' OR NOT c.offline_only)
           AND (c.services IS NULL OR c.services @> to_jsonb(s.service_name));
    END IF;
    IF NEW.ended_at IS NOT NULL THEN
        INSERT INTO monitor.alert_deliveries (channel_id, incident_id, event, next_attempt_at)
        SELECT d.channel_id, NEW.id, 'up', now()
          FROM monitor.alert_deliveries d
         WHERE d.incident_id = NEW.id AND d.event = 'down' AND d.state <> 'skipped'
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER incidents_plan_alerts AFTER INSERT OR UPDATE OF ended_at ON monitor.incidents
    FOR EACH ROW EXECUTE FUNCTION monitor.plan_alerts();
