-- youtube: from the disk into Plex, and out of both again.

-- Whose files are still to be shown in Plex.
CREATE INDEX youtube_downloads_plex_waiting_idx ON youtube.youtube_downloads (plex_next_attempt_at, id)
    WHERE plex_state = 'waiting';
CREATE INDEX youtube_downloads_plex_collection_id_idx ON youtube.youtube_downloads (plex_collection_id)
    WHERE plex_collection_id IS NOT NULL;
CREATE INDEX youtube_downloads_playlist_id_idx ON youtube.youtube_downloads (playlist_id);

-- What is to go because a download was deleted: its row is gone by then.
CREATE TABLE youtube.removals (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    file_path          varchar,                             -- relative to the folder of all files; NULL once it is gone
    folder             varchar     NOT NULL,
    plex_rating_key    varchar,
    plex_collection_id varchar,
    attempts           int         NOT NULL DEFAULT 0,
    last_error         varchar,
    next_attempt_at    timestamptz NOT NULL DEFAULT now(),
    created_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT removals_pkey PRIMARY KEY (id),
    CONSTRAINT removals_attempts_check CHECK (attempts >= 0)
);
CREATE INDEX removals_next_attempt_at_idx ON youtube.removals (next_attempt_at, id);
