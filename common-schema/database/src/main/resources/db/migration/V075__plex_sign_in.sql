-- Signing in with Plex: PINs that are under way, what this installation is called at plex.tv, and the one server that
-- counts.

-- A PIN is asked for here, approved at plex.tv, and completed here once. The client knows it by an opaque id, of which
-- only the hash stands here; a browser also by a cookie. No token of Plex ever stands here.
CREATE TABLE auth.plex_pins (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    pin_hash        varchar     NOT NULL,                   -- keyed hash of the client's pinId
    plex_pin_id     bigint      NOT NULL,                   -- what plex.tv calls it
    code            varchar     NOT NULL,
    user_id         uuid,                                   -- who was signed in and may link by it; NULL: nobody
    device_name     varchar,
    device_platform varchar,
    browser_hash    varchar,                                -- keyed hash of the cookie; NULL: no browser asked
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    polled_at       timestamptz,                            -- plex.tv is asked once a second, whoever waits
    completed_at    timestamptz,
    CONSTRAINT plex_pins_pkey PRIMARY KEY (id),
    CONSTRAINT plex_pins_pin_hash_key UNIQUE (pin_hash),
    CONSTRAINT plex_pins_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT plex_pins_code_check CHECK (length(code) BETWEEN 1 AND 100),
    CONSTRAINT plex_pins_device_name_check CHECK (length(device_name) <= 100),
    CONSTRAINT plex_pins_device_platform_check CHECK (length(device_platform) <= 100)
);
CREATE INDEX plex_pins_expires_at_idx ON auth.plex_pins (expires_at);
CREATE INDEX plex_pins_user_id_idx ON auth.plex_pins (user_id);

-- plex.tv knows an installation by an identifier that must stay the same: a PIN is only shown to whom it was given.
CREATE TABLE auth.plex_client (
    id         smallint NOT NULL DEFAULT 1,
    identifier uuid     NOT NULL DEFAULT gen_random_uuid(),
    CONSTRAINT plex_client_pkey PRIMARY KEY (id),
    CONSTRAINT plex_client_id_check CHECK (id = 1)
);
INSERT INTO auth.plex_client (id) VALUES (1);
SELECT audit.watch('auth.plex_client', '{id}');

-- plex.tv no longer takes the person's token: nothing is known of the person's access until the next sign-in there.
ALTER TABLE auth.users ADD COLUMN plex_token_rejected_at timestamptz;

-- Which server people must be able to reach. Without its token, which auth-service has no use for.
CREATE VIEW monitor.plex_server AS
    SELECT c.service_url, c.config_data ->> 'machineIdentifier' AS machine_identifier
      FROM monitor.service_config c
     WHERE c.service_name = 'plex' AND c.enabled;
GRANT USAGE ON SCHEMA monitor TO medianest_auth;
GRANT SELECT ON monitor.plex_server TO medianest_auth;
