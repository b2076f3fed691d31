-- Who is here already, by Plex account, address, or from an earlier run, stays who they are.
CREATE TEMPORARY TABLE people ON COMMIT DROP AS
SELECT c.data ->> 'id' AS old_id, c.data,
       coalesce(by_plex.id, by_email.id, pg_temp.id_of('users', c.data ->> 'id')) AS id,
       coalesce(by_plex.id, by_email.id, by_id.id) IS NOT NULL AS known
  FROM came c
  LEFT JOIN auth.users by_plex ON by_plex.plex_id = c.data ->> 'plex_id'
  LEFT JOIN auth.users by_email ON lower(by_email.email) = lower(btrim(c.data ->> 'email'))
  LEFT JOIN auth.users by_id ON by_id.id = pg_temp.id_of('users', c.data ->> 'id')
 WHERE c.source = 'users'
