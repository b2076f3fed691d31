-- What waits for Overseerr waits here too; what it was given is followed there. The earlier installation knew no seasons:
-- a series was asked for as a whole. Of two requests for a film that is under way the first is brought.
WITH read AS (
    SELECT pg_temp.id_of('media_requests', c.data ->> 'id') AS id, p.id AS user_id, c.data AS data,
           lower(coalesce(c.data ->> 'status', 'pending')) AS said,
           CASE WHEN c.data ->> 'tmdb_id' ~ '^[1-9][0-9]{0,9}$' THEN c.data ->> 'tmdb_id' END AS tmdb_id,
           pg_temp.text_of(c.data ->> 'overseerr_id', 100) AS overseerr_id
      FROM came c JOIN people p ON p.old_id = c.data ->> 'user_id'
     WHERE c.source = 'media_requests'
), settled AS (
    SELECT r.*, CASE
             WHEN said IN ('declined', 'rejected') THEN 'failed'
             WHEN said IN ('pending', 'approved', 'processing', 'available') AND tmdb_id IS NULL THEN 'failed'
             WHEN said IN ('approved', 'processing') AND overseerr_id IS NULL THEN 'approved'
             WHEN said = 'approved' THEN 'processing'
             ELSE said END AS status
      FROM read r
), brought AS (
    INSERT INTO media.media_requests (id, user_id, title, media_type, tmdb_id, status, overseerr_id, created_at,
                                      completed_at, all_seasons, failure_reason, submission_state, next_attempt_at,
                                      submitted_at)
    SELECT id, user_id, coalesce(pg_temp.text_of(data ->> 'title', 500), 'TMDB ' || tmdb_id, 'Without a title'),
           lower(data ->> 'media_type'), tmdb_id, status, overseerr_id,
           coalesce((data ->> 'created_at')::timestamptz, now()), (data ->> 'completed_at')::timestamptz,
           lower(data ->> 'media_type') = 'tv',
           CASE WHEN status <> 'failed' THEN NULL WHEN said IN ('declined', 'rejected') THEN 'declined' ELSE 'error' END,
           CASE WHEN status = 'approved' THEN 'queued'
                WHEN status IN ('processing', 'available') AND overseerr_id IS NOT NULL THEN 'sent' ELSE 'none' END,
           CASE WHEN status = 'approved' THEN now() END,
           CASE WHEN overseerr_id IS NOT NULL THEN coalesce((data ->> 'created_at')::timestamptz, now()) END
      FROM settled ORDER BY data ->> 'created_at', id
    ON CONFLICT DO NOTHING
    RETURNING id, user_id, status, created_at
)
INSERT INTO media.media_request_history (request_id, actor_id, source, to_status, note, created_at)
SELECT id, user_id, 'system', status, 'Brought from an earlier installation', created_at FROM brought
