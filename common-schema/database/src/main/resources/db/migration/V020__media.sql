-- media: who asked for which film or seasons, and how far that is.

CREATE TABLE media.media_requests (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id          uuid,                                  -- NULL once the user is purged; see the trigger
    title            varchar     NOT NULL,
    media_type       varchar     NOT NULL,
    tmdb_id          varchar,
    status           varchar     NOT NULL DEFAULT 'pending',
    overseerr_id     varchar,
    created_at       timestamptz NOT NULL DEFAULT now(),
    completed_at     timestamptz,                           -- when all that was asked for could be watched
    title_verified   boolean     NOT NULL DEFAULT false,    -- the title came from Overseerr, not from the client
    year             int,
    poster_path      varchar,
    all_seasons      boolean     NOT NULL DEFAULT false,    -- seasons "all", expanded when Overseerr is asked
    failure_reason   varchar,
    decided_by       uuid,
    decided_at       timestamptz,
    decision_note    varchar,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    version          bigint      NOT NULL DEFAULT 0,        -- optimistic lock, ETag, aggregate version of events
    -- The coarse view of the status that clients show. An archived request keeps the phase it had.
    phase            varchar     NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN status = 'pending' THEN 'pending'
            WHEN status IN ('approved', 'processing', 'available') THEN 'processing'
            WHEN status = 'completed' THEN 'completed'
            WHEN status = 'failed' THEN 'failed'
            WHEN failure_reason IS NULL THEN 'completed'
            ELSE 'failed'
        END) STORED,
    -- The queue to Overseerr: none (nothing to send), queued (send at next_attempt_at), sending (an attempt is out and
    -- its outcome unknown until recorded: look there before sending again), sent, stuck (given up, see last_error;
    -- an ADMIN's retry queues it anew). A lease keeps two instances from sending the same one.
    submission_state varchar     NOT NULL DEFAULT 'none',
    attempts         int         NOT NULL DEFAULT 0,
    next_attempt_at  timestamptz,
    last_error       varchar,
    lease_owner      varchar,
    lease_until      timestamptz,
    submitted_at     timestamptz,
    CONSTRAINT media_requests_pkey PRIMARY KEY (id),
    CONSTRAINT media_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT media_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT media_requests_title_check CHECK (length(title) BETWEEN 1 AND 500),
    CONSTRAINT media_requests_media_type_check CHECK (media_type IN ('movie', 'tv')),
    CONSTRAINT media_requests_tmdb_id_check CHECK (tmdb_id ~ '^[1-9][0-9]{0,9}$'),
    CONSTRAINT media_requests_status_check CHECK (
        status IN ('pending', 'approved', 'processing', 'available', 'completed', 'failed', 'archived')),
    CONSTRAINT media_requests_failure_reason_check CHECK (failure_reason IN ('declined', 'cancelled', 'error')),
    CONSTRAINT media_requests_failure_check CHECK (failure_reason IS NULL OR status IN ('failed', 'archived')),
    CONSTRAINT media_requests_decision_note_check CHECK (length(decision_note) <= 1000),
    CONSTRAINT media_requests_year_check CHECK (year BETWEEN 1800 AND 2200),
    CONSTRAINT media_requests_poster_path_check CHECK (length(poster_path) <= 500),
    CONSTRAINT media_requests_all_seasons_check CHECK (NOT all_seasons OR media_type = 'tv'),
    CONSTRAINT media_requests_submission_state_check CHECK (
        submission_state IN ('none', 'queued', 'sending', 'sent', 'stuck')),
    CONSTRAINT media_requests_next_attempt_at_check CHECK (
        submission_state <> 'queued' OR next_attempt_at IS NOT NULL),
    CONSTRAINT media_requests_attempts_check CHECK (attempts >= 0)
);
-- Listing one person's requests, one status, duplicates; each with id where a keyset pages over it.
CREATE INDEX media_requests_user_id_status_idx ON media.media_requests (user_id, status);
CREATE INDEX media_requests_created_at_idx ON media.media_requests (created_at);
CREATE INDEX media_requests_tmdb_id_media_type_idx ON media.media_requests (tmdb_id, media_type);
CREATE INDEX media_requests_user_id_created_at_idx ON media.media_requests (user_id, created_at DESC, id DESC);
CREATE INDEX media_requests_status_created_at_idx ON media.media_requests (status, created_at DESC, id DESC);
CREATE INDEX media_requests_phase_created_at_idx ON media.media_requests (phase, created_at DESC, id DESC);
-- Queries must repeat the predicate literally, or the planner can't use it.
CREATE INDEX media_requests_open_created_at_idx ON media.media_requests (created_at DESC, id DESC)
    WHERE status <> 'completed';
-- One film is under way once. TV is guarded season by season below.
CREATE UNIQUE INDEX media_requests_active_movie_key ON media.media_requests (tmdb_id)
    WHERE media_type = 'movie' AND status IN ('pending', 'approved', 'processing', 'available');
CREATE INDEX media_requests_overseerr_id_idx ON media.media_requests (overseerr_id) WHERE overseerr_id IS NOT NULL;
CREATE INDEX media_requests_submission_idx ON media.media_requests (next_attempt_at, id)
    WHERE submission_state IN ('queued', 'sending');
CREATE INDEX media_requests_decided_by_idx ON media.media_requests (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX media_requests_title_trgm_idx ON media.media_requests USING gin (title public.gin_trgm_ops);

CREATE TRIGGER media_requests_require_user BEFORE INSERT ON media.media_requests
    FOR EACH ROW EXECUTE FUNCTION public.require_user();

-- tmdb_id and active repeat the request's, because a unique index can't look into another table. Triggers keep both;
-- what a writer gives for them is overwritten.
CREATE TABLE media.media_request_seasons (
    request_id    uuid    NOT NULL,
    season_number int     NOT NULL,
    tmdb_id       varchar,
    status        varchar NOT NULL DEFAULT 'pending',
    active        boolean NOT NULL DEFAULT true,
    CONSTRAINT media_request_seasons_pkey PRIMARY KEY (request_id, season_number),
    CONSTRAINT media_request_seasons_request_id_fkey FOREIGN KEY (request_id) REFERENCES media.media_requests (id)
        ON DELETE CASCADE,
    CONSTRAINT media_request_seasons_season_number_check CHECK (season_number BETWEEN 0 AND 9999),
    CONSTRAINT media_request_seasons_status_check CHECK (
        status IN ('pending', 'approved', 'processing', 'available', 'completed', 'failed', 'archived'))
);
CREATE UNIQUE INDEX media_request_seasons_active_key ON media.media_request_seasons (tmdb_id, season_number)
    WHERE active;

-- FOR SHARE: a season added while its request changes status waits for that change instead of missing it.
CREATE FUNCTION media.fill_season_from_request() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    SELECT r.tmdb_id, r.status IN ('pending', 'approved', 'processing', 'available')
      INTO NEW.tmdb_id, NEW.active
      FROM media.media_requests r
     WHERE r.id = NEW.request_id
       FOR SHARE;
    IF NOT FOUND THEN
        NEW.active := false; -- the foreign key refuses the row with its own name
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER media_request_seasons_fill BEFORE INSERT OR UPDATE ON media.media_request_seasons
    FOR EACH ROW EXECUTE FUNCTION media.fill_season_from_request();

CREATE FUNCTION media.refresh_seasons_of_request() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE media.media_request_seasons s
       SET tmdb_id = NEW.tmdb_id
     WHERE s.request_id = NEW.id
       AND (s.tmdb_id IS DISTINCT FROM NEW.tmdb_id
            OR s.active <> (NEW.status IN ('pending', 'approved', 'processing', 'available')));
    RETURN NULL;
END
$$;
CREATE TRIGGER media_requests_refresh_seasons AFTER UPDATE OF status, tmdb_id ON media.media_requests
    FOR EACH ROW WHEN (NEW.media_type = 'tv') EXECUTE FUNCTION media.refresh_seasons_of_request();

-- What happened to a request. `source` says where the change came from; actor_id who, where somebody decided it.
-- seq gives the order within one transaction, whose rows all carry the same time.
CREATE TABLE media.media_request_history (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    request_id  uuid        NOT NULL,
    actor_id    uuid,
    source      varchar     NOT NULL,
    from_status varchar,                                    -- NULL for the row that made the request
    to_status   varchar     NOT NULL,
    note        varchar,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT media_request_history_pkey PRIMARY KEY (id),
    CONSTRAINT media_request_history_request_id_fkey FOREIGN KEY (request_id) REFERENCES media.media_requests (id)
        ON DELETE CASCADE,
    CONSTRAINT media_request_history_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES auth.users (id)
        ON DELETE SET NULL,
    CONSTRAINT media_request_history_source_check CHECK (source IN ('user', 'overseerr', 'webhook', 'poll', 'system')),
    CONSTRAINT media_request_history_from_status_check CHECK (
        from_status IN ('pending', 'approved', 'processing', 'available', 'completed', 'failed', 'archived')),
    CONSTRAINT media_request_history_to_status_check CHECK (
        to_status IN ('pending', 'approved', 'processing', 'available', 'completed', 'failed', 'archived')),
    CONSTRAINT media_request_history_note_check CHECK (length(note) <= 1000)
);
CREATE INDEX media_request_history_request_id_seq_idx ON media.media_request_history (request_id, seq);
CREATE INDEX media_request_history_actor_id_idx ON media.media_request_history (actor_id) WHERE actor_id IS NOT NULL;

CREATE TABLE media.request_followers (
    request_id uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT request_followers_pkey PRIMARY KEY (request_id, user_id),
    CONSTRAINT request_followers_request_id_fkey FOREIGN KEY (request_id) REFERENCES media.media_requests (id)
        ON DELETE CASCADE,
    CONSTRAINT request_followers_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX request_followers_user_id_idx ON media.request_followers (user_id, created_at DESC);

-- On whose behalf to ask Overseerr. Several people may share one account there if an ADMIN says so.
CREATE TABLE media.overseerr_users (
    user_id           uuid        NOT NULL,
    overseerr_user_id int         NOT NULL,
    matched_by        varchar     NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT overseerr_users_pkey PRIMARY KEY (user_id),
    CONSTRAINT overseerr_users_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT overseerr_users_overseerr_user_id_check CHECK (overseerr_user_id > 0),
    CONSTRAINT overseerr_users_matched_by_check CHECK (matched_by IN ('plex', 'admin', 'email')),
    -- User 1 owns that Overseerr: an equal e-mail address is no proof of being the owner.
    CONSTRAINT overseerr_users_owner_check CHECK (overseerr_user_id <> 1 OR matched_by <> 'email')
);
CREATE INDEX overseerr_users_overseerr_user_id_idx ON media.overseerr_users (overseerr_user_id);

-- A webhook can arrive before our own call has returned the id it speaks of: it waits here. Holds only what is needed
-- to try again, no addresses or names.
CREATE TABLE media.parked_webhooks (
    id                uuid        NOT NULL DEFAULT gen_random_uuid(),
    overseerr_id      varchar     NOT NULL,
    notification_type varchar     NOT NULL,
    payload           jsonb       NOT NULL,
    correlation_id    varchar,
    attempts          int         NOT NULL DEFAULT 0,
    next_attempt_at   timestamptz NOT NULL DEFAULT now(),
    last_error        varchar,
    received_at       timestamptz NOT NULL DEFAULT now(),
    expires_at        timestamptz NOT NULL DEFAULT now() + interval '1 day',
    CONSTRAINT parked_webhooks_pkey PRIMARY KEY (id),
    CONSTRAINT parked_webhooks_attempts_check CHECK (attempts >= 0)
);
CREATE INDEX parked_webhooks_next_attempt_at_idx ON media.parked_webhooks (next_attempt_at);
CREATE INDEX parked_webhooks_overseerr_id_idx ON media.parked_webhooks (overseerr_id);

-- Where a recurring look at an external system stands, so that a restart or another instance goes on from there.
CREATE TABLE media.sync_state (
    name            varchar     NOT NULL,
    cursor          jsonb,
    lease_owner     varchar,
    lease_until     timestamptz,
    last_started_at timestamptz,
    last_success_at timestamptz,
    last_error      varchar,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sync_state_pkey PRIMARY KEY (name)
);
