-- What an ADMIN who looks into one call is told of the requests that it was about. Not who asked: the audit trail says.
CREATE VIEW media.request_summaries AS
    SELECT r.id, r.title, r.media_type, r.status, r.created_at FROM media.media_requests r;
GRANT SELECT ON media.request_summaries TO medianest_monitor;
