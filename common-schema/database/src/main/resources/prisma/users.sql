-- Tokens of Plex were encrypted with a key of the earlier installation: whoever signs in with Plex brings a new one.
INSERT INTO auth.users (id, plex_id, plex_username, email, name, role, image, requires_password_change, created_at,
                        last_login_at, status, deleted_at)
SELECT p.id, pg_temp.text_of(p.data ->> 'plex_id', 100), pg_temp.text_of(p.data ->> 'plex_username', 200),
       btrim(p.data ->> 'email'), pg_temp.text_of(p.data ->> 'name', 200), upper(coalesce(p.data ->> 'role', 'USER')),
       CASE WHEN p.data ->> 'image' ~ '^https://' AND length(p.data ->> 'image') <= 2048 THEN p.data ->> 'image' END,
       coalesce((p.data ->> 'requires_password_change')::boolean, false),
       coalesce((p.data ->> 'created_at')::timestamptz, now()), (p.data ->> 'last_login_at')::timestamptz,
       lower(coalesce(p.data ->> 'status', 'active')),
       CASE WHEN lower(p.data ->> 'status') = 'deleted' THEN now() END
  FROM people p WHERE NOT p.known
