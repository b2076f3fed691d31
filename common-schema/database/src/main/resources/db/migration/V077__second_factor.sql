-- A second factor by RFC 6238. It counts from its confirmation on; each code is good once, by the step that it is of.
CREATE TABLE auth.second_factors (
    user_id       uuid        NOT NULL,
    sealed_secret text        NOT NULL,                     -- encrypted
    last_step     bigint,                                   -- the newest step whose code was used
    created_at    timestamptz NOT NULL DEFAULT now(),
    confirmed_at  timestamptz,
    CONSTRAINT second_factors_pkey PRIMARY KEY (user_id),
    CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
SELECT audit.watch('auth.second_factors', '{user_id}', secret => '{sealed_secret}', ignored => '{last_step}');

-- The way in without the device that makes the codes; each is good once.
CREATE TABLE auth.recovery_codes (
    code_hash  varchar     NOT NULL,                        -- keyed hash
    user_id    uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (code_hash),
    CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.second_factors (user_id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_user_id_idx ON auth.recovery_codes (user_id);
SELECT audit.watch('auth.recovery_codes', '{code_hash}', secret => '{code_hash}');

-- Asked at each sign-in: has this person ever come from that network?
CREATE INDEX security_events_user_id_ip_idx ON auth.security_events (user_id, ip) WHERE type = 'signed-in';

-- A password that is long enough only beside a second factor.
ALTER TABLE auth.local_credentials ADD COLUMN is_short boolean NOT NULL DEFAULT false;
