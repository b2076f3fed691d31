-- The last word on what the trail redacts of users names every column that holds an address.
SELECT audit.watch('auth.users', '{id}', secret => '{plex_token,sealed_email,sealed_email_hash}',
                   personal => '{email,pending_email,name,plex_id,plex_username,image}',
                   ignored => '{updated_at,version}');
