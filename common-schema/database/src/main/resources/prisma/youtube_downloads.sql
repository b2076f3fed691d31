-- What was not finished can be asked for again: which videos it had was not written down.
WITH read AS (
    SELECT c.data AS data, p.id AS user_id, lower(coalesce(c.data ->> 'status', 'queued')) AS said,
           CASE WHEN jsonb_typeof(c.data -> 'file_paths') = 'array' THEN c.data -> 'file_paths' END AS files
      FROM came c JOIN people p ON p.old_id = c.data ->> 'user_id'
     WHERE c.source = 'youtube_downloads'
)
INSERT INTO youtube.youtube_downloads (id, user_id, playlist_url, playlist_title, status, file_paths, plex_collection_id,
                                       created_at, completed_at, playlist_id, failure_reason, last_error, items_total,
                                       items_done, indexed_at, plex_state)
SELECT pg_temp.id_of('youtube_downloads', data ->> 'id'), user_id, data ->> 'playlist_url',
       pg_temp.text_of(data ->> 'playlist_title', 500), CASE said WHEN 'completed' THEN said ELSE 'failed' END, files,
       pg_temp.text_of(data ->> 'plex_collection_id', 100), coalesce((data ->> 'created_at')::timestamptz, now()),
       (data ->> 'completed_at')::timestamptz, substring(data ->> 'playlist_url' FROM '[?&]list=([A-Za-z0-9_-]{2,64})'),
       CASE said WHEN 'completed' THEN NULL WHEN 'failed' THEN 'error' ELSE 'cancelled' END,
       CASE WHEN said IN ('queued', 'downloading') THEN 'It was not finished when it was brought here; ask for it again.' END,
       coalesce(jsonb_array_length(files), 0), coalesce(jsonb_array_length(files), 0),
       coalesce((data ->> 'created_at')::timestamptz, now()),
       CASE WHEN data ->> 'plex_collection_id' IS NULL THEN 'none' ELSE 'done' END
  FROM read
ON CONFLICT DO NOTHING
