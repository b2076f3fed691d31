-- People: recurring work around them, those who are deleted, a copy of everything about oneself, and long lists of them.

-- Work that comes again, or when an operator asks for it; one instance at a time holds a row's lease and does it.
CREATE TABLE auth.jobs (
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

-- A deleted person who signs in is told so, and not that there is no such person: found by a keyed hash, since the address
-- itself is sealed.
ALTER TABLE auth.users ADD COLUMN sealed_email_hash varchar;
ALTER TABLE auth.users ADD CONSTRAINT users_sealed_email_hash_check
    CHECK (sealed_email_hash IS NULL OR status = 'deleted');
CREATE INDEX users_sealed_email_hash_idx ON auth.users (sealed_email_hash) WHERE sealed_email_hash IS NOT NULL;
SELECT audit.watch('auth.users', '{id}', secret => '{plex_token,sealed_email,sealed_email_hash}',
                   personal => '{email,name,plex_id,plex_username,image}', ignored => '{updated_at,version}');

-- Searching people for a part of a name or address.
CREATE INDEX users_email_trgm_idx ON auth.users USING gin (email public.gin_trgm_ops);
CREATE INDEX users_name_trgm_idx ON auth.users USING gin (name public.gin_trgm_ops);
-- People of one role or status, newest first.
CREATE INDEX users_role_created_at_idx ON auth.users (role, created_at DESC, id DESC);
CREATE INDEX users_status_created_at_idx ON auth.users (status, created_at DESC, id DESC);
-- What is cleaned up after its time.
CREATE INDEX devices_revoked_at_idx ON auth.devices (revoked_at) WHERE revoked_at IS NOT NULL;

ALTER TABLE auth.security_events DROP CONSTRAINT security_events_type_check;
ALTER TABLE auth.security_events ADD CONSTRAINT security_events_type_check CHECK (type IN (
    'setup-completed', 'setup-refused',
    'signed-in', 'sign-in-failed', 'signed-in-again', 'new-device', 'new-address',
    'signed-out', 'signed-out-everywhere', 'not-me',
    'token-reused', 'device-revoked', 'rate-limited',
    'password-changed', 'password-reset-requested', 'password-reset', 'password-change-required',
    'email-change-requested', 'email-changed', 'email-verified',
    'second-factor-added', 'second-factor-removed', 'second-factor-failed', 'recovery-code-used',
    'recovery-codes-renewed',
    'account-linked', 'account-unlinked', 'api-key-created', 'api-key-revoked', 'access-lost', 'access-restored',
    'user-created', 'role-changed', 'suspended', 'reactivated', 'deleted', 'restored', 'data-exported'));

-- What each slice knows of a person, for that person's own copy. No secrets, and nobody else's data.
CREATE VIEW media.person_requests AS
    SELECT r.user_id, r.id, r.title, r.media_type, r.tmdb_id, r.status, r.failure_reason, r.decision_note, r.all_seasons,
           (SELECT array_agg(s.season_number ORDER BY s.season_number)
              FROM media.media_request_seasons s WHERE s.request_id = r.id) AS seasons,
           r.created_at, r.completed_at
      FROM media.media_requests r;
CREATE VIEW media.person_request_steps AS
    SELECT h.actor_id AS user_id, h.id, h.request_id, h.to_status, h.note, h.created_at
      FROM media.media_request_history h
     WHERE h.actor_id IS NOT NULL;
CREATE VIEW media.person_follows AS
    SELECT f.user_id, f.request_id, r.title, f.created_at
      FROM media.request_followers f JOIN media.media_requests r ON r.id = f.request_id;
CREATE VIEW media.person_overseerr_account AS
    SELECT o.user_id, o.overseerr_user_id, o.matched_by, o.created_at
      FROM media.overseerr_users o;
CREATE VIEW youtube.person_downloads AS
    SELECT d.user_id, d.id, d.playlist_url, d.playlist_title, d.quality, d.keep_in_sync, d.status, d.failure_reason,
           d.items_total, d.items_done, d.items_failed, d.created_at, d.completed_at
      FROM youtube.youtube_downloads d;
CREATE VIEW monitor.person_errors AS
    SELECT e.user_id, e.id, e.correlation_id, e.error_code, e.error_message, e.request_method, e.request_path,
           e.status_code, e.created_at
      FROM monitor.error_logs e
     WHERE e.user_id IS NOT NULL;
-- Not what was changed to what: that may be somebody else's.
CREATE VIEW audit.person_changes AS
    SELECT c.actor_id, c.id, c.created_at, c.schema_name, c.table_name, c.row_id, c.operation
      FROM audit.change_log c;
GRANT USAGE ON SCHEMA media, youtube, audit TO medianest_auth;
GRANT SELECT ON media.person_requests, media.person_request_steps, media.person_follows,
    media.person_overseerr_account, youtube.person_downloads, monitor.person_errors, audit.person_changes
    TO medianest_auth;
