-- What somebody has to decide first.
SELECT problem FROM (
    SELECT 'users ' || string_agg(data ->> 'id', ', ' ORDER BY data ->> 'id') || ': the same address but for its case, or blanks' AS problem
      FROM came WHERE source = 'users' GROUP BY lower(btrim(data ->> 'email')) HAVING count(*) > 1
    UNION ALL
    SELECT 'users ' || (data ->> 'id') || ': the address is none'
      FROM came WHERE source = 'users' AND coalesce(btrim(data ->> 'email'), '') !~ '^[^@]+@[^@]+$'
    UNION ALL
    SELECT 'users ' || (data ->> 'id') || ': the role ' || coalesce(data ->> 'role', 'null') || ' is not known'
      FROM came WHERE source = 'users' AND upper(coalesce(data ->> 'role', 'USER')) NOT IN ('USER', 'MODERATOR', 'ADMIN')
    UNION ALL
    SELECT 'users ' || (data ->> 'id') || ': the status ' || (data ->> 'status') || ' is not known'
      FROM came WHERE source = 'users' AND lower(coalesce(data ->> 'status', 'active')) NOT IN ('active', 'suspended', 'deleted')
    UNION ALL
    SELECT 'media_requests ' || (data ->> 'id') || ': the status ' || (data ->> 'status') || ' is not known'
      FROM came WHERE source = 'media_requests' AND lower(coalesce(data ->> 'status', 'pending')) NOT IN
        ('pending', 'approved', 'processing', 'available', 'completed', 'failed', 'archived', 'declined', 'rejected')
    UNION ALL
    SELECT 'media_requests ' || (data ->> 'id') || ': the media type ' || coalesce(data ->> 'media_type', 'null') || ' is not known'
      FROM came WHERE source = 'media_requests' AND lower(coalesce(data ->> 'media_type', '')) NOT IN ('movie', 'tv')
    UNION ALL
    SELECT 'youtube_downloads ' || (data ->> 'id') || ': the status ' || (data ->> 'status') || ' is not known'
      FROM came WHERE source = 'youtube_downloads'
       AND lower(coalesce(data ->> 'status', 'queued')) NOT IN ('queued', 'downloading', 'completed', 'failed')
    UNION ALL
    SELECT 'youtube_downloads ' || (data ->> 'id') || ': the address of the playlist is none'
      FROM came WHERE source = 'youtube_downloads' AND coalesce(data ->> 'playlist_url', '') !~* '^https?://'
) found ORDER BY problem
