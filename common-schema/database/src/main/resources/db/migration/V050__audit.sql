-- audit: who changed what, written by triggers on every table of the slices, whatever wrote to them.
--
-- Each change is a row with its difference only: {"column": {"old": …, "new": …}}. Secrets are shown as
-- "[redacted]". Personal values are shown as keyed hashes: two rows about the same address can be told to be so, and
-- nothing personal is left here when a person is purged. Who did it is what the writing transaction said
-- (set_config('app.actor_id', …, true)) and, beyond doubt, the login role of the connection.

CREATE SEQUENCE audit.change_log_id_seq;

CREATE TABLE audit.change_log (
    id             bigint      NOT NULL DEFAULT nextval('audit.change_log_id_seq'),
    created_at     timestamptz NOT NULL DEFAULT now(),
    schema_name    varchar     NOT NULL,
    table_name     varchar     NOT NULL,
    row_id         varchar     NOT NULL,                    -- primary key; several columns are joined by /
    operation      varchar     NOT NULL,
    changes        jsonb       NOT NULL,
    actor_id       varchar     NOT NULL,                    -- a user's id, service:<name>, migration or unknown
    login_role     varchar     NOT NULL,                    -- session_user; current_user is the trigger's owner
    correlation_id varchar,
    CONSTRAINT change_log_pkey PRIMARY KEY (id, created_at),
    CONSTRAINT change_log_operation_check CHECK (operation IN ('insert', 'update', 'delete'))
) PARTITION BY RANGE (created_at);
ALTER SEQUENCE audit.change_log_id_seq OWNED BY audit.change_log.id;
CREATE INDEX change_log_table_name_row_id_idx
    ON audit.change_log (table_name, row_id, created_at DESC, id DESC);
CREATE INDEX change_log_actor_id_idx ON audit.change_log (actor_id, created_at DESC, id DESC);
CREATE INDEX change_log_created_at_idx ON audit.change_log (created_at DESC, id DESC);
CREATE TABLE audit.change_log_default PARTITION OF audit.change_log DEFAULT;
SELECT audit.ensure_month_partitions('audit.change_log', now()::date, 7);

-- The key of the hashes above. Made here, readable by the owner alone, never leaves the database.
CREATE TABLE audit.hash_keys (
    version    smallint    NOT NULL,
    key        bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hash_keys_pkey PRIMARY KEY (version)
);
REVOKE ALL ON audit.hash_keys FROM medianest_operator;
INSERT INTO audit.hash_keys (version, key) VALUES (1, public.gen_random_bytes(32));

CREATE FUNCTION audit.keyed_hash(value text) RETURNS text
    LANGUAGE sql STABLE STRICT
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'h' || k.version || ':' || encode(public.hmac(convert_to(value, 'UTF8'), k.key, 'sha256'), 'hex')
      FROM audit.hash_keys k
     ORDER BY k.version DESC
     LIMIT 1
$$;

-- Within JSON columns a secret is known by its name only.
CREATE FUNCTION audit.redact_json(value jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    CASE jsonb_typeof(value)
        WHEN 'object' THEN
            RETURN coalesce((
                SELECT jsonb_object_agg(e.key, CASE
                    WHEN e.value <> 'null'
                         AND e.key ~* 'secret|token|passw|credential|authorization|api_?key|private_?key'
                        THEN '"[redacted]"'
                    ELSE audit.redact_json(e.value) END)
                  FROM jsonb_each(value) e), '{}');
        WHEN 'array' THEN
            RETURN coalesce((
                SELECT jsonb_agg(audit.redact_json(e.value) ORDER BY e.ordinality)
                  FROM jsonb_array_elements(value) WITH ORDINALITY e), '[]');
        ELSE
            RETURN value;
    END CASE;
END
$$;

-- What the trail shows of a column's value. No SET clause and one expression only, so that PostgreSQL inlines it into
-- the trigger's query: it runs for every column of every write. The trigger's own search_path holds for it.
CREATE FUNCTION audit.mask(column_name text, value jsonb, secret text[], personal text[]) RETURNS jsonb
    LANGUAGE sql STABLE
AS $$
    SELECT CASE
        WHEN value IS NULL THEN NULL
        WHEN column_name = ANY (secret) THEN '"[redacted]"'
        WHEN column_name = ANY (personal) THEN to_jsonb(audit.keyed_hash(value #>> '{}'))
        WHEN jsonb_typeof(value) IN ('object', 'array') THEN audit.redact_json(value)
        ELSE value
    END
$$;

-- Arguments: the columns of the primary key, the secret ones, the personal ones, the ones whose change alone is not
-- worth a row; each as a text array.
CREATE FUNCTION audit.record_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    keys text[] := TG_ARGV[0];
    secret text[] := TG_ARGV[1];
    personal text[] := TG_ARGV[2];
    ignored text[] := TG_ARGV[3];
    before jsonb;
    row_now jsonb; -- of a deleted row: as it was
    differences jsonb;
    row_key text;
    key text;
BEGIN
    -- A value that was or became NULL is left out of its side. Written as plain look-ups, because a join of both rows'
    -- columns took twice as long.
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD);
        row_now := to_jsonb(NEW);
        SELECT jsonb_object_agg(n.key,
                   CASE WHEN before -> n.key = 'null'
                            THEN jsonb_build_object('new', audit.mask(n.key, n.value, secret, personal))
                        WHEN n.value = 'null'
                            THEN jsonb_build_object('old', audit.mask(n.key, before -> n.key, secret, personal))
                        ELSE jsonb_build_object('old', audit.mask(n.key, before -> n.key, secret, personal),
                                                'new', audit.mask(n.key, n.value, secret, personal)) END)
          INTO differences
          FROM jsonb_each(row_now) n
         WHERE n.value <> before -> n.key AND n.key <> ALL (ignored);
    ELSE
        row_now := CASE TG_OP WHEN 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
        SELECT jsonb_object_agg(c.key, jsonb_build_object(CASE TG_OP WHEN 'INSERT' THEN 'new' ELSE 'old' END,
                                                          audit.mask(c.key, c.value, secret, personal)))
          INTO differences
          FROM jsonb_each(row_now) c
         WHERE c.value <> 'null' AND c.key <> ALL (ignored);
    END IF;
    IF differences IS NULL THEN
        RETURN NULL; -- nothing but ignored columns
    END IF;

    FOREACH key IN ARRAY keys LOOP
        row_key := concat_ws('/', row_key, audit.mask(key, row_now -> key, secret, personal) #>> '{}');
    END LOOP;
    INSERT INTO audit.change_log (schema_name, table_name, row_id, operation, changes, actor_id, login_role,
                                  correlation_id)
    VALUES (TG_TABLE_SCHEMA, TG_TABLE_NAME, row_key, lower(TG_OP), differences,
            coalesce(nullif(current_setting('app.actor_id', true), ''), 'unknown'), session_user,
            nullif(current_setting('app.correlation_id', true), ''));
    RETURN NULL;
END
$$;

-- How a migration puts a table under audit. A column named wrongly is refused here, not missed later.
CREATE FUNCTION audit.watch(
    watched regclass, keys text[],
    secret text[] DEFAULT '{}', personal text[] DEFAULT '{}', ignored text[] DEFAULT '{}')
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unknown text;
BEGIN
    SELECT string_agg(c.name, ', ')
      INTO unknown
      FROM unnest(keys || secret || personal || ignored) AS c (name)
     WHERE NOT EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = watched AND a.attname = c.name AND NOT a.attisdropped);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'audit.watch(%): no such column: %', watched, unknown;
    END IF;
    EXECUTE format('CREATE OR REPLACE TRIGGER audit_changes AFTER INSERT OR UPDATE OR DELETE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION audit.record_change(%L, %L, %L, %L)',
                   watched, keys, secret, personal, ignored);
END
$$;

-- Not under audit: outbox_events, processed_events, idempotency_keys, parked_webhooks and sync_state (machinery, not
-- facts), error_logs, roll-ups and state intervals (measurements), security_events and media_request_history (logs
-- themselves). Ignored columns: those that time or machinery move (updated_at, version, last_used_at, progress).
SELECT audit.watch('auth.users', '{id}', secret => '{plex_token,sealed_email}',
                   personal => '{email,name,plex_id,plex_username,image}', ignored => '{updated_at,version}');
SELECT audit.watch('auth.accounts', '{id}', secret => '{refresh_token,access_token,id_token,session_state}',
                   personal => '{provider_account_id}');
SELECT audit.watch('auth.local_credentials', '{user_id}', secret => '{password_hash}');
SELECT audit.watch('auth.devices', '{id}', personal => '{name,last_ip}', ignored => '{last_used_at}');
SELECT audit.watch('auth.sessions', '{id}', secret => '{session_token}', ignored => '{last_used_at}');
SELECT audit.watch('auth.session_tokens', '{id}', secret => '{token_hash,successor_sealed}',
                   ignored => '{last_used_at,successor_until}');
SELECT audit.watch('auth.verification_tokens', '{identifier,token}', secret => '{token}', personal => '{identifier}');
SELECT audit.watch('auth.rate_limits', '{id}', ignored => '{request_count}');
SELECT audit.watch('auth.api_keys', '{id}', secret => '{key_hash}', ignored => '{last_used_at}');
SELECT audit.watch('auth.signing_keys', '{kid}', secret => '{private_key}');
SELECT audit.watch('auth.revocations', '{kind,subject_id}');
SELECT audit.watch('auth.setup_tokens', '{id}', secret => '{token_hash}');

SELECT audit.watch('media.media_requests', '{id}',
                   ignored => '{updated_at,version,attempts,next_attempt_at,lease_owner,lease_until}');
SELECT audit.watch('media.media_request_seasons', '{request_id,season_number}');
SELECT audit.watch('media.request_followers', '{request_id,user_id}');
SELECT audit.watch('media.overseerr_users', '{user_id}', ignored => '{updated_at}');

SELECT audit.watch('youtube.youtube_downloads', '{id}',
                   ignored => '{updated_at,version,items_total,items_done,items_failed}');
SELECT audit.watch('youtube.youtube_download_items', '{id}', ignored => '{updated_at,attempts}');

SELECT audit.watch('monitor.service_status', '{id}',
                   ignored => '{last_check_at,response_time_ms,uptime_percentage}');
SELECT audit.watch('monitor.service_config', '{id}', secret => '{api_key}', ignored => '{updated_at,version}');
SELECT audit.watch('monitor.incidents', '{id}', ignored => '{updated_at}');
SELECT audit.watch('monitor.maintenance_windows', '{id}');
SELECT audit.watch('monitor.error_groups', '{id}', ignored => '{updated_at,version,occurrences,last_seen_at}');
