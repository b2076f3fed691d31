-- youtube: the queue of downloads, and the files on the disk, each of which may serve several people.

-- One row for each file; what is not in here may be deleted from the disk.
CREATE TABLE youtube.videos (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    video_id         varchar     NOT NULL,                  -- YouTube's
    quality          varchar     NOT NULL,
    file_path        varchar     NOT NULL,                  -- relative to the folder of all files
    file_bytes       bigint      NOT NULL,
    title            varchar     NOT NULL,
    duration_seconds int,
    width            int,
    height           int,
    plex_rating_key  varchar,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT videos_pkey PRIMARY KEY (id),
    CONSTRAINT videos_video_id_quality_key UNIQUE (video_id, quality),
    CONSTRAINT videos_file_path_key UNIQUE (file_path),
    CONSTRAINT videos_quality_check CHECK (quality IN ('720p', '1080p', 'best')),
    CONSTRAINT videos_file_path_check CHECK (file_path !~ '(^|/)\.\.?(/|$)' AND file_path !~ '^/'),
    CONSTRAINT videos_file_bytes_check CHECK (file_bytes >= 0)
);

ALTER TABLE youtube.youtube_download_items
    ADD COLUMN stored_video_id uuid,                        -- its file, once there is one
    ADD COLUMN user_id         uuid,                        -- whose download it is: everybody gets a turn
    ADD COLUMN failure_kind    varchar,                     -- finer than failure_reason; the words are the code's
    ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN lease_owner     uuid,
    ADD COLUMN lease_until     timestamptz,
    ADD CONSTRAINT youtube_download_items_stored_video_id_fkey FOREIGN KEY (stored_video_id)
        REFERENCES youtube.videos (id) ON DELETE SET NULL;
CREATE INDEX youtube_download_items_stored_video_id_idx ON youtube.youtube_download_items (stored_video_id);
-- Whose turn it is, and the next of that person's items.
CREATE INDEX youtube_download_items_queued_idx
    ON youtube.youtube_download_items (user_id, next_attempt_at, created_at, download_id, position)
    WHERE status = 'queued';
CREATE INDEX youtube_download_items_downloading_idx ON youtube.youtube_download_items (lease_until)
    WHERE status = 'downloading';

ALTER TABLE youtube.youtube_downloads
    ADD COLUMN single_video          boolean     NOT NULL DEFAULT false,
    ADD COLUMN indexed_at            timestamptz,           -- NULL: its items are still to be found out
    ADD COLUMN index_attempts        int         NOT NULL DEFAULT 0,
    ADD COLUMN index_next_attempt_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN index_lease_owner     uuid,
    ADD COLUMN index_lease_until     timestamptz,
    ADD COLUMN cancel_requested_at   timestamptz,
    ADD COLUMN bytes_done            bigint      NOT NULL DEFAULT 0,
    ADD COLUMN plex_state            varchar     NOT NULL DEFAULT 'none',
    ADD COLUMN plex_attempts         int         NOT NULL DEFAULT 0,
    ADD COLUMN plex_next_attempt_at  timestamptz,
    ADD COLUMN plex_lease_owner      uuid,
    ADD COLUMN plex_lease_until      timestamptz,
    ADD COLUMN plex_error            varchar,
    ADD CONSTRAINT youtube_downloads_index_attempts_check CHECK (index_attempts >= 0),
    ADD CONSTRAINT youtube_downloads_bytes_done_check CHECK (bytes_done >= 0),
    ADD CONSTRAINT youtube_downloads_plex_state_check CHECK (plex_state IN ('none', 'waiting', 'done', 'failed')),
    ADD CONSTRAINT youtube_downloads_plex_attempts_check CHECK (plex_attempts >= 0);
CREATE INDEX youtube_downloads_unindexed_idx ON youtube.youtube_downloads (index_next_attempt_at, id)
    WHERE indexed_at IS NULL AND status IN ('queued', 'downloading');
CREATE INDEX youtube_downloads_cancelled_idx ON youtube.youtube_downloads (cancel_requested_at)
    WHERE cancel_requested_at IS NOT NULL AND status IN ('queued', 'downloading');

-- What all instances know of the queue as a whole: one row.
CREATE TABLE youtube.queue_state (
    id            boolean     NOT NULL DEFAULT true,
    paused_until  timestamptz,
    pause_reason  varchar,
    pauses        int         NOT NULL DEFAULT 0,           -- in a row, each longer than the one before
    next_start_at timestamptz NOT NULL DEFAULT now(),       -- YouTube is not asked faster than that
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT queue_state_pkey PRIMARY KEY (id),
    CONSTRAINT queue_state_id_check CHECK (id),
    CONSTRAINT queue_state_pauses_check CHECK (pauses >= 0)
);
INSERT INTO youtube.queue_state DEFAULT VALUES;

SELECT audit.watch('youtube.videos', '{id}');
SELECT audit.watch('youtube.youtube_downloads', '{id}',
                   ignored => '{updated_at,version,items_total,items_done,items_failed,bytes_done,indexed_at,'
                       'index_attempts,index_next_attempt_at,index_lease_owner,index_lease_until,plex_attempts,'
                       'plex_next_attempt_at,plex_lease_owner,plex_lease_until,plex_error}');
SELECT audit.watch('youtube.youtube_download_items', '{id}',
                   ignored => '{updated_at,attempts,next_attempt_at,lease_owner,lease_until}');
