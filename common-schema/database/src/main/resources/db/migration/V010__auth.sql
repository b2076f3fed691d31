-- auth: who somebody is, how they prove it, and for how long that holds.
--
-- Secrets never stand here in plain text: what is only compared is a keyed hash ("v1:…"), what is needed again is
-- encrypted (Tink, associated data `<table>.<column>:<id>`), passwords are Argon2id in PHC form.
-- The rules that span two columns hold in one direction only, so that rows copied from an older installation load.

CREATE TABLE auth.users (
    id                       uuid        NOT NULL DEFAULT gen_random_uuid(),
    plex_id                  varchar,
    plex_username            varchar,
    email                    varchar     NOT NULL,
    name                     varchar,
    role                     varchar     NOT NULL DEFAULT 'USER',
    plex_token               varchar,                       -- encrypted; the authoritative Plex token of the user
    image                    varchar,
    requires_password_change boolean     NOT NULL DEFAULT false,
    created_at               timestamptz NOT NULL DEFAULT now(),
    last_login_at            timestamptz,
    status                   varchar     NOT NULL DEFAULT 'active',
    email_verified_at        timestamptz,
    updated_at               timestamptz NOT NULL DEFAULT now(),
    deleted_at               timestamptz,
    sealed_email             varchar,                       -- encrypted original while deleted, to restore from
    session_version          int         NOT NULL DEFAULT 0, -- claim `ver`; raising it ends every session
    version                  bigint      NOT NULL DEFAULT 0, -- optimistic lock, ETag, aggregate version of events
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_plex_id_key UNIQUE (plex_id),
    CONSTRAINT users_email_check CHECK (length(email) BETWEEN 3 AND 320 AND position('@' IN email) > 1),
    CONSTRAINT users_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT users_image_check CHECK (length(image) <= 2048),
    CONSTRAINT users_role_check CHECK (role IN ('USER', 'MODERATOR', 'ADMIN')),
    CONSTRAINT users_status_check CHECK (status IN ('active', 'suspended', 'deleted')),
    CONSTRAINT users_deleted_at_check CHECK (deleted_at IS NULL OR status = 'deleted'),
    CONSTRAINT users_sealed_email_check CHECK (sealed_email IS NULL OR status = 'deleted'),
    CONSTRAINT users_session_version_check CHECK (session_version >= 0)
);
-- Unique whatever the case: two people can't share an address by spelling it differently.
CREATE UNIQUE INDEX users_email_key ON auth.users (lower(email));
CREATE INDEX users_active_last_login_at_idx ON auth.users (last_login_at DESC) WHERE status = 'active';
CREATE INDEX users_created_at_id_idx ON auth.users (created_at DESC, id DESC);
-- "Not the last active ADMIN" counts these; the purge looks for the others.
CREATE INDEX users_active_admins_idx ON auth.users (id) WHERE role = 'ADMIN' AND status = 'active';
CREATE INDEX users_deleted_at_idx ON auth.users (deleted_at) WHERE status = 'deleted';

CREATE TABLE auth.accounts (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id             uuid        NOT NULL,
    type                varchar     NOT NULL,
    provider            varchar     NOT NULL,
    provider_account_id varchar     NOT NULL,               -- Plex id, OIDC subject; for `local` the user's id
    refresh_token       text,                               -- encrypted
    access_token        text,                               -- encrypted
    expires_at          integer,                            -- seconds since 1970, as OAuth libraries give it
    token_type          varchar,
    scope               varchar,
    id_token            text,                               -- encrypted
    session_state       varchar,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT accounts_pkey PRIMARY KEY (id),
    CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT accounts_provider_provider_account_id_key UNIQUE (provider, provider_account_id),
    CONSTRAINT accounts_user_id_provider_key UNIQUE (user_id, provider),
    CONSTRAINT accounts_type_check CHECK (type IN ('oauth', 'credentials')),
    CONSTRAINT accounts_provider_check CHECK (provider IN ('plex', 'local') OR provider ~ '^oidc:[a-z0-9-]{1,64}$'),
    CONSTRAINT accounts_local_check CHECK ((provider = 'local') = (type = 'credentials')),
    CONSTRAINT accounts_expires_at_check CHECK (expires_at >= 0)
);

CREATE TABLE auth.local_credentials (
    user_id       uuid        NOT NULL,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    changed_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT local_credentials_pkey PRIMARY KEY (user_id),
    CONSTRAINT local_credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    -- PHC string ($argon2id$v=19$…): a plain password can't slip in.
    CONSTRAINT local_credentials_password_hash_check CHECK (password_hash ~ '^\$[a-z0-9-]+\$.+')
);

-- One row per place where somebody is signed in. Its id is the claim `sid`.
CREATE TABLE auth.devices (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id      uuid        NOT NULL,
    name         varchar,
    platform     varchar,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    last_ip      inet,
    revoked_at   timestamptz,
    expires_at   timestamptz NOT NULL,                      -- absolute: no rotation goes beyond it
    CONSTRAINT devices_pkey PRIMARY KEY (id),
    CONSTRAINT devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT devices_name_check CHECK (length(name) <= 100),
    CONSTRAINT devices_platform_check CHECK (length(platform) <= 100)
);
CREATE INDEX devices_user_id_last_used_at_idx ON auth.devices (user_id, last_used_at DESC);
CREATE INDEX devices_expires_at_idx ON auth.devices (expires_at);

-- Web sessions (the cookie).
CREATE TABLE auth.sessions (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    session_token varchar     NOT NULL,                     -- keyed hash
    user_id       uuid        NOT NULL,
    expires       timestamptz NOT NULL,
    device_id     uuid,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_used_at  timestamptz,
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_session_token_key UNIQUE (session_token),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES auth.devices (id) ON DELETE CASCADE
);
CREATE INDEX sessions_user_id_idx ON auth.sessions (user_id);
CREATE INDEX sessions_expires_idx ON auth.sessions (expires);
CREATE INDEX sessions_device_id_idx ON auth.sessions (device_id);

-- Refresh tokens. Each is used once (used_at) and then replaced by the next of its family; a sign-in starts a family.
-- For ten seconds the used row keeps its successor sealed, so that the loser of a race gets the same one; a use after
-- that is a theft until proven otherwise and revokes the family.
CREATE TABLE auth.session_tokens (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id          uuid        NOT NULL,
    token_hash       varchar     NOT NULL,                  -- keyed hash
    expires_at       timestamptz NOT NULL,                  -- of inactivity; devices.expires_at is the absolute end
    created_at       timestamptz NOT NULL DEFAULT now(),
    last_used_at     timestamptz,
    device_id        uuid        NOT NULL,
    family_id        uuid        NOT NULL,
    used_at          timestamptz,
    revoked_at       timestamptz,
    successor_sealed text,                                  -- encrypted next token, cleared at successor_until
    successor_until  timestamptz,
    CONSTRAINT session_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT session_tokens_token_hash_key UNIQUE (token_hash),
    CONSTRAINT session_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT session_tokens_device_id_fkey FOREIGN KEY (device_id) REFERENCES auth.devices (id) ON DELETE CASCADE,
    CONSTRAINT session_tokens_successor_check CHECK (successor_sealed IS NULL OR successor_until IS NOT NULL)
);
CREATE INDEX session_tokens_expires_at_idx ON auth.session_tokens (expires_at);
CREATE INDEX session_tokens_user_id_idx ON auth.session_tokens (user_id);
CREATE INDEX session_tokens_device_id_idx ON auth.session_tokens (device_id);
CREATE INDEX session_tokens_family_id_idx ON auth.session_tokens (family_id);
CREATE INDEX session_tokens_successor_until_idx ON auth.session_tokens (successor_until)
    WHERE successor_sealed IS NOT NULL;

-- identifier = <purpose>:<value>, so that a token that verifies an address can't reset a password.
CREATE TABLE auth.verification_tokens (
    identifier varchar     NOT NULL,
    token      varchar     NOT NULL,                        -- keyed hash
    expires    timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT verification_tokens_pkey PRIMARY KEY (identifier, token),
    CONSTRAINT verification_tokens_token_key UNIQUE (token),
    CONSTRAINT verification_tokens_identifier_check CHECK (identifier ~ '^[a-z][a-z-]*:.+$')
);
CREATE INDEX verification_tokens_expires_idx ON auth.verification_tokens (expires);

-- The durable record of users' limits, in windows of one hour; Redis decides and counts. Written by other slices
-- through auth.take_rate_limit alone.
CREATE TABLE auth.rate_limits (
    id            serial,
    user_id       uuid        NOT NULL,
    endpoint      varchar     NOT NULL,
    request_count integer     NOT NULL DEFAULT 0,
    window_start  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rate_limits_pkey PRIMARY KEY (id),
    CONSTRAINT rate_limits_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT rate_limits_user_id_endpoint_window_start_key UNIQUE (user_id, endpoint, window_start),
    CONSTRAINT rate_limits_endpoint_check CHECK (length(endpoint) BETWEEN 1 AND 200),
    CONSTRAINT rate_limits_request_count_check CHECK (request_count >= 0)
);
CREATE INDEX rate_limits_user_id_endpoint_idx ON auth.rate_limits (user_id, endpoint);
CREATE INDEX rate_limits_window_start_idx ON auth.rate_limits (window_start);

-- What happened around signing in, for the user's own list and for spotting an attack. Only ever added to and, after
-- their time, deleted. user_id is NULL where no account was meant (an address held back, an unknown e-mail).
CREATE TABLE auth.security_events (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id        uuid,
    type           varchar     NOT NULL,
    suspicious     boolean     NOT NULL DEFAULT false,
    device_id      uuid,                                    -- no foreign key: the event outlives the device
    ip             inet,
    user_agent     varchar,
    detail         jsonb,
    correlation_id varchar,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT security_events_pkey PRIMARY KEY (id),
    CONSTRAINT security_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT security_events_user_agent_check CHECK (length(user_agent) <= 512),
    CONSTRAINT security_events_type_check CHECK (type IN (
        'setup-completed', 'setup-refused',
        'signed-in', 'sign-in-failed', 'new-device', 'signed-out', 'signed-out-everywhere',
        'token-reused', 'device-revoked', 'rate-limited',
        'password-changed', 'password-reset-requested', 'password-reset', 'password-change-required',
        'email-changed', 'email-verified', 'second-factor-added', 'second-factor-removed', 'second-factor-failed',
        'account-linked', 'account-unlinked', 'api-key-created', 'api-key-revoked',
        'user-created', 'role-changed', 'suspended', 'reactivated', 'deleted', 'restored'))
);
CREATE INDEX security_events_user_id_created_at_idx ON auth.security_events (user_id, created_at DESC, id DESC);
CREATE INDEX security_events_created_at_idx ON auth.security_events (created_at DESC, id DESC);

CREATE TABLE auth.api_keys (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id      uuid        NOT NULL,
    name         varchar     NOT NULL,
    key_hash     varchar     NOT NULL,                      -- keyed hash
    key_prefix   varchar     NOT NULL,                      -- the first characters, to recognise a key by
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
    CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT api_keys_name_check CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT api_keys_key_prefix_check CHECK (length(key_prefix) BETWEEN 1 AND 16),
    CONSTRAINT api_keys_scopes_check CHECK (cardinality(scopes) > 0)
);
CREATE INDEX api_keys_user_id_created_at_idx ON auth.api_keys (user_id, created_at DESC);

-- Keys that sign access tokens. `next` is published before it signs; `retired` stays public until expires_at, that
-- is until no token signed with it can be valid.
CREATE TABLE auth.signing_keys (
    kid          varchar     NOT NULL,
    public_jwk   jsonb       NOT NULL,
    private_key  text,                                      -- encrypted JWK; cleared when the key is retired
    state        varchar     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    expires_at   timestamptz,
    CONSTRAINT signing_keys_pkey PRIMARY KEY (kid),
    CONSTRAINT signing_keys_state_check CHECK (state IN ('next', 'current', 'retired')),
    CONSTRAINT signing_keys_private_key_check CHECK (private_key IS NOT NULL OR state = 'retired'),
    -- A private JWK written into the public column would be shown to the world.
    CONSTRAINT signing_keys_public_jwk_check CHECK (jsonb_typeof(public_jwk) = 'object' AND NOT public_jwk ? 'd')
);
-- Two instances that rotate at once: one wins, the other sees this constraint.
CREATE UNIQUE INDEX signing_keys_state_key ON auth.signing_keys (state) WHERE state IN ('next', 'current');

-- Access tokens that must be refused before they expire. `session`: subject_id is the claim sid. `user`: subject_id is
-- the claim sub, and tokens whose ver is lower than `version` are refused. No foreign key: a purged user's tokens must
-- stay refused.
CREATE TABLE auth.revocations (
    kind       varchar     NOT NULL,
    subject_id uuid        NOT NULL,
    version    int,
    until      timestamptz NOT NULL,                        -- from then on the last such token has expired by itself
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT revocations_pkey PRIMARY KEY (kind, subject_id),
    CONSTRAINT revocations_kind_check CHECK (kind IN ('session', 'user')),
    CONSTRAINT revocations_version_check CHECK ((kind = 'user') = (version IS NOT NULL))
);
CREATE INDEX revocations_until_idx ON auth.revocations (until);

-- At most one row: the one-time token that makes the first ADMIN. `UPDATE … WHERE token_hash = $1 AND used_at IS NULL
-- RETURNING` lets exactly one of any number of callers through.
CREATE TABLE auth.setup_tokens (
    id         smallint    NOT NULL DEFAULT 1,
    token_hash varchar     NOT NULL,                        -- keyed hash
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz,
    used_by    uuid,
    CONSTRAINT setup_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT setup_tokens_id_check CHECK (id = 1),
    CONSTRAINT setup_tokens_used_by_fkey FOREIGN KEY (used_by) REFERENCES auth.users (id) ON DELETE SET NULL
);
