-- youtube: whose turn it is. Among people with as many videos under way, the one who was served longest ago comes next.

ALTER TABLE youtube.youtube_downloads ADD COLUMN last_taken_at timestamptz;
CREATE INDEX youtube_downloads_user_id_last_taken_at_idx
    ON youtube.youtube_downloads (user_id, last_taken_at) WHERE last_taken_at IS NOT NULL;
-- A video is not downloaded twice at once, whoever wants it.
CREATE INDEX youtube_download_items_held_idx ON youtube.youtube_download_items (video_id) WHERE status = 'downloading';

SELECT audit.watch('youtube.youtube_downloads', '{id}',
                   ignored => '{updated_at,version,items_total,items_done,items_failed,bytes_done,indexed_at,'
                       'index_attempts,index_next_attempt_at,index_lease_owner,index_lease_until,last_taken_at,'
                       'plex_attempts,plex_next_attempt_at,plex_lease_owner,plex_lease_until,plex_error}');
