-- An operator asks for the rotation of the signing keys here; auth-service does it, since it alone has their keyset.
ALTER TABLE auth.signing_keys ADD COLUMN rotation_requested_at timestamptz;
