-- youtube: what a person has, for the limit of bytes and for the export.

CREATE INDEX youtube_download_items_user_id_idx ON youtube.youtube_download_items (user_id, stored_video_id)
    WHERE stored_video_id IS NOT NULL;

CREATE VIEW youtube.person_download_items AS
    SELECT d.user_id, i.download_id, i.video_id, i.position, i.title, i.status, i.failure_reason, i.file_path, i.file_bytes,
           i.completed_at
      FROM youtube.youtube_download_items i JOIN youtube.youtube_downloads d ON d.id = i.download_id;
GRANT SELECT ON youtube.person_download_items TO medianest_auth;
