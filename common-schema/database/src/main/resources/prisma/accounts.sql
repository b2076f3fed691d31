INSERT INTO auth.accounts (user_id, type, provider, provider_account_id)
SELECT u.id, 'oauth', 'plex', u.plex_id
  FROM people p JOIN auth.users u ON u.id = p.id
 WHERE NOT p.known AND u.plex_id IS NOT NULL
ON CONFLICT DO NOTHING
