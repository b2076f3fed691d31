-- When somebody last proved who they are at a device; the claim `auth_time` of its access tokens. Refreshing keeps it.
ALTER TABLE auth.devices ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT now();
-- A device that is there now has signed in when its row was made.
UPDATE auth.devices SET authenticated_at = created_at;
