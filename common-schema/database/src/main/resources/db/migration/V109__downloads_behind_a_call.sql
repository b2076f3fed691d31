-- What an ADMIN who looks into one call is told of the downloads that it was about. Not who asked: the audit trail says.
CREATE VIEW youtube.download_summaries AS
    SELECT d.id, d.playlist_title, d.status, d.created_at FROM youtube.youtube_downloads d;
GRANT SELECT ON youtube.download_summaries TO medianest_monitor;
