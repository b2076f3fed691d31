-- monitor: looking into the audit trail by call, what was done with events that could not be handled, and counts.

CREATE INDEX change_log_correlation_id_idx ON audit.change_log (correlation_id, created_at DESC, id DESC)
    WHERE correlation_id IS NOT NULL;

-- Kafka can neither change nor delete one of its records. Rows go when Kafka has forgotten the letter.
CREATE TABLE monitor.dead_letter_marks (
    id        varchar     NOT NULL,                         -- topic, partition and offset
    state     varchar     NOT NULL,
    marked_at timestamptz NOT NULL DEFAULT now(),
    marked_by uuid,
    CONSTRAINT dead_letter_marks_pkey PRIMARY KEY (id),
    CONSTRAINT dead_letter_marks_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT dead_letter_marks_state_check CHECK (state IN ('replayed', 'discarded'))
);
CREATE INDEX dead_letter_marks_marked_by_idx ON monitor.dead_letter_marks (marked_by);
SELECT audit.watch('monitor.dead_letter_marks', '{id}');

-- What monitor-service counts: no rows of other slices, only how many there are.
CREATE VIEW auth.session_counts AS
    SELECT (SELECT count(*) FROM auth.sessions s WHERE s.expires > now()) AS sessions,
           (SELECT count(*) FROM auth.devices d WHERE d.expires_at > now() AND d.revoked_at IS NULL) AS devices;
CREATE VIEW media.request_counts AS
    SELECT r.status, count(*) AS requests FROM media.media_requests r GROUP BY r.status;
CREATE VIEW youtube.download_counts AS
    SELECT d.status, count(*) AS downloads FROM youtube.youtube_downloads d GROUP BY d.status;
GRANT USAGE ON SCHEMA media, youtube TO medianest_monitor;
GRANT SELECT ON auth.session_counts, media.request_counts, youtube.download_counts TO medianest_monitor;
