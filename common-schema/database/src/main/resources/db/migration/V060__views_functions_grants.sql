-- What one slice shows to others, and the one thing that others may write. A view runs with its owner's rights, so
-- whoever may read it needs none on the tables behind it.

-- Enough to show whose request this is.
CREATE VIEW auth.user_directory AS
    SELECT u.id, u.name, u.image, u.status, u.role
      FROM auth.users u;
GRANT SELECT ON auth.user_directory TO medianest_media, medianest_youtube, medianest_monitor;

-- media-service finds a user's Overseerr account by Plex id, else by an address that the user has proved to own.
CREATE VIEW auth.user_directory_media AS
    SELECT u.id, u.name, u.image, u.status, u.role, u.plex_id,
           CASE WHEN u.email_verified_at IS NOT NULL THEN u.email END AS email
      FROM auth.users u;
GRANT SELECT ON auth.user_directory_media TO medianest_media;

CREATE VIEW auth.active_revocations AS
    SELECT r.kind, r.subject_id, r.version, r.until
      FROM auth.revocations r
     WHERE r.until > now();
GRANT SELECT ON auth.active_revocations
    TO medianest_media, medianest_youtube, medianest_monitor, medianest_gateway;

CREATE VIEW auth.public_keys AS
    SELECT k.kid, k.public_jwk, k.state, k.expires_at
      FROM auth.signing_keys k
     WHERE k.state <> 'retired' OR k.expires_at > now();
GRANT SELECT ON auth.public_keys TO medianest_media, medianest_youtube, medianest_monitor, medianest_gateway;

-- api_key is encrypted; its reader also needs the keyset of connections.
CREATE VIEW monitor.service_connections AS
    SELECT c.service_name, c.service_url, c.api_key, c.enabled, c.config_data, c.updated_at
      FROM monitor.service_config c;
GRANT SELECT ON monitor.service_connections TO medianest_media, medianest_youtube;

-- The audit trail as monitor-service shows it to an ADMIN.
CREATE VIEW audit.changes AS
    SELECT c.id, c.created_at, c.schema_name, c.table_name, c.row_id, c.operation, c.changes, c.actor_id,
           c.correlation_id
      FROM audit.change_log c;
GRANT SELECT ON audit.changes TO medianest_monitor;

-- Takes `cost` from what the user may do at `endpoint` within the running hour, if that much is left; atomic, however
-- many ask at once. A refusal counts nothing. Without a limit (NULL) it only records, for when Redis has decided.
-- Answers whether it was allowed, how much is used now, and when the hour is over. An unknown user is a foreign key
-- violation.
CREATE FUNCTION auth.take_rate_limit(
    user_id uuid, endpoint varchar, max_count int, cost int DEFAULT 1,
    OUT allowed boolean, OUT used int, OUT resets_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this_hour timestamptz := date_trunc('hour', now(), 'UTC');
BEGIN
    IF cost < 1 OR max_count < 0 THEN
        RAISE EXCEPTION 'take_rate_limit: cost must be positive and the limit not negative'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    resets_at := this_hour + interval '1 hour';
    allowed := false;
    IF max_count IS NULL OR cost <= max_count THEN
        INSERT INTO auth.rate_limits AS r (user_id, endpoint, request_count, window_start)
        VALUES (take_rate_limit.user_id, take_rate_limit.endpoint, cost, this_hour)
        ON CONFLICT ON CONSTRAINT rate_limits_user_id_endpoint_window_start_key
            DO UPDATE SET request_count = r.request_count + excluded.request_count
                WHERE max_count IS NULL OR r.request_count + excluded.request_count <= max_count
        RETURNING r.request_count INTO used;
        allowed := FOUND;
    END IF;
    IF NOT allowed THEN
        SELECT r.request_count INTO used
          FROM auth.rate_limits r
         WHERE r.user_id = take_rate_limit.user_id AND r.endpoint = take_rate_limit.endpoint
           AND r.window_start = this_hour;
        used := coalesce(used, 0);
    END IF;
END
$$;
GRANT EXECUTE ON FUNCTION auth.take_rate_limit(uuid, varchar, int, int)
    TO medianest_auth, medianest_media, medianest_youtube, medianest_monitor;

-- Logs are added to, never rewritten. (Cascades run as the owner and are not held by this.)
REVOKE UPDATE ON auth.security_events FROM medianest_auth;
REVOKE UPDATE, DELETE ON media.media_request_history FROM medianest_media;
