-- youtube: playlists that somebody wants in Plex.

CREATE TABLE youtube.youtube_downloads (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id            uuid,                                -- NULL once the user is purged; see the trigger
    playlist_url       varchar     NOT NULL,
    playlist_title     varchar,
    status             varchar     NOT NULL DEFAULT 'queued',
    file_paths         jsonb,
    plex_collection_id varchar,
    created_at         timestamptz NOT NULL DEFAULT now(),
    completed_at       timestamptz,
    playlist_id        varchar,
    quality            varchar     NOT NULL DEFAULT 'best',
    keep_in_sync       boolean     NOT NULL DEFAULT false,
    failure_reason     varchar,
    last_error         varchar,
    items_total        int         NOT NULL DEFAULT 0,
    items_done         int         NOT NULL DEFAULT 0,
    items_failed       int         NOT NULL DEFAULT 0,      -- completed with some failed is a partial success
    updated_at         timestamptz NOT NULL DEFAULT now(),
    version            bigint      NOT NULL DEFAULT 0,
    CONSTRAINT youtube_downloads_pkey PRIMARY KEY (id),
    CONSTRAINT youtube_downloads_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT youtube_downloads_playlist_url_check CHECK (
        length(playlist_url) <= 2048 AND playlist_url ~* '^https?://'),
    CONSTRAINT youtube_downloads_playlist_title_check CHECK (length(playlist_title) <= 500),
    CONSTRAINT youtube_downloads_status_check CHECK (status IN ('queued', 'downloading', 'completed', 'failed')),
    CONSTRAINT youtube_downloads_file_paths_check CHECK (jsonb_typeof(file_paths) = 'array'),
    CONSTRAINT youtube_downloads_quality_check CHECK (quality IN ('720p', '1080p', 'best')),
    CONSTRAINT youtube_downloads_failure_reason_check CHECK (
        failure_reason IN ('cancelled', 'unavailable', 'blocked', 'disk_full', 'error')),
    CONSTRAINT youtube_downloads_failure_check CHECK (failure_reason IS NULL OR status = 'failed'),
    CONSTRAINT youtube_downloads_items_check CHECK (
        items_total >= 0 AND items_done >= 0 AND items_failed >= 0 AND items_done + items_failed <= items_total)
);
CREATE INDEX youtube_downloads_user_id_created_at_idx
    ON youtube.youtube_downloads (user_id, created_at DESC, id DESC);
CREATE INDEX youtube_downloads_created_at_idx ON youtube.youtube_downloads (created_at DESC, id DESC);
-- What is still to be done, oldest first.
CREATE INDEX youtube_downloads_unfinished_idx ON youtube.youtube_downloads (created_at, id)
    WHERE status IN ('queued', 'downloading');

CREATE TRIGGER youtube_downloads_require_user BEFORE INSERT ON youtube.youtube_downloads
    FOR EACH ROW EXECUTE FUNCTION public.require_user();

CREATE TABLE youtube.youtube_download_items (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    download_id      uuid        NOT NULL,
    video_id         varchar     NOT NULL,
    position         int         NOT NULL,
    title            varchar,
    duration_seconds int,
    status           varchar     NOT NULL DEFAULT 'queued',
    failure_reason   varchar,
    last_error       varchar,
    attempts         int         NOT NULL DEFAULT 0,
    file_path        varchar,
    file_bytes       bigint,
    plex_rating_key  varchar,
    created_at       timestamptz NOT NULL DEFAULT now(),
    completed_at     timestamptz,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT youtube_download_items_pkey PRIMARY KEY (id),
    CONSTRAINT youtube_download_items_download_id_fkey FOREIGN KEY (download_id)
        REFERENCES youtube.youtube_downloads (id) ON DELETE CASCADE,
    CONSTRAINT youtube_download_items_download_id_video_id_key UNIQUE (download_id, video_id),
    CONSTRAINT youtube_download_items_position_check CHECK (position >= 0),
    CONSTRAINT youtube_download_items_title_check CHECK (length(title) <= 500),
    CONSTRAINT youtube_download_items_duration_seconds_check CHECK (duration_seconds >= 0),
    CONSTRAINT youtube_download_items_status_check CHECK (status IN ('queued', 'downloading', 'completed', 'failed')),
    CONSTRAINT youtube_download_items_failure_reason_check CHECK (
        failure_reason IN ('cancelled', 'unavailable', 'blocked', 'disk_full', 'error')),
    CONSTRAINT youtube_download_items_attempts_check CHECK (attempts >= 0),
    CONSTRAINT youtube_download_items_file_bytes_check CHECK (file_bytes >= 0)
);
CREATE INDEX youtube_download_items_download_id_position_idx
    ON youtube.youtube_download_items (download_id, position);
CREATE INDEX youtube_download_items_video_id_idx ON youtube.youtube_download_items (video_id);
