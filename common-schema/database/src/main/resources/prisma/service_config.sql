-- Without their keys, which were encrypted with one of the earlier installation: not enabled until an ADMIN gives them.
INSERT INTO monitor.service_config (service_name, service_url, enabled)
SELECT name, url, false FROM (
    SELECT lower(replace(btrim(data ->> 'service_name'), '_', '-')) AS name, btrim(data ->> 'service_url') AS url
      FROM came WHERE source = 'service_config') read
 WHERE name IN ('plex', 'overseerr', 'uptime-kuma')
   AND length(url) <= 2048 AND url ~ '^https?://[^/?#@]+([/?#]|$)'
ON CONFLICT DO NOTHING
