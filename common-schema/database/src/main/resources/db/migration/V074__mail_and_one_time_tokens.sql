-- Mails wait here, written in the transaction of their cause: none is lost, and none tells of what was rolled back.
-- Address and text, which may hold a link that opens an account, are encrypted together. A mail that is being sent is
-- one whose next attempt is later; whoever dies over it leaves it to the next round.
CREATE TABLE auth.mail_outbox (
    id              uuid        NOT NULL,
    user_id         uuid,                                   -- the mails of somebody who is purged are not sent
    sealed_letter   text        NOT NULL,                   -- encrypted
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    correlation_id  varchar     NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT mail_outbox_pkey PRIMARY KEY (id),
    CONSTRAINT mail_outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT mail_outbox_attempts_check CHECK (attempts >= 0)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX mail_outbox_next_attempt_at_idx ON auth.mail_outbox (next_attempt_at);
CREATE INDEX mail_outbox_user_id_idx ON auth.mail_outbox (user_id);

-- Somebody says to have forgotten a password. What comes of it is decided after the answer, so that the answer cannot
-- tell whether there is such an account.
CREATE TABLE auth.password_reset_requests (
    id             uuid        NOT NULL,
    sealed_email   text        NOT NULL,                    -- encrypted
    ip             inet,
    user_agent     varchar,
    correlation_id varchar     NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT password_reset_requests_pkey PRIMARY KEY (id),
    CONSTRAINT password_reset_requests_user_agent_check CHECK (length(user_agent) <= 512)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX password_reset_requests_created_at_idx ON auth.password_reset_requests (created_at);

-- An address that somebody wants to have, until the mail sent there is answered.
ALTER TABLE auth.users ADD COLUMN pending_email varchar;
ALTER TABLE auth.users ADD CONSTRAINT users_pending_email_check
    CHECK (length(pending_email) BETWEEN 3 AND 320 AND position('@' IN pending_email) > 1);
SELECT audit.watch('auth.users', '{id}', secret => '{plex_token,sealed_email}',
                   personal => '{email,pending_email,name,plex_id,plex_username,image}',
                   ignored => '{updated_at,version}');

-- What a token remembers of the moment when it was made, and how often a proof that it asks for was wrong.
ALTER TABLE auth.verification_tokens ADD COLUMN detail jsonb;
ALTER TABLE auth.verification_tokens ADD COLUMN attempts int NOT NULL DEFAULT 0;
ALTER TABLE auth.verification_tokens ADD CONSTRAINT verification_tokens_attempts_check CHECK (attempts >= 0);
CREATE INDEX verification_tokens_identifier_idx ON auth.verification_tokens (identifier text_pattern_ops);
SELECT audit.watch('auth.verification_tokens', '{identifier,token}', secret => '{token,detail}',
                   personal => '{identifier}', ignored => '{attempts}');

ALTER TABLE auth.security_events DROP CONSTRAINT security_events_type_check;
ALTER TABLE auth.security_events ADD CONSTRAINT security_events_type_check CHECK (type IN (
    'setup-completed', 'setup-refused',
    'signed-in', 'sign-in-failed', 'signed-in-again', 'new-device', 'new-address',
    'signed-out', 'signed-out-everywhere', 'not-me',
    'token-reused', 'device-revoked', 'rate-limited',
    'password-changed', 'password-reset-requested', 'password-reset', 'password-change-required',
    'email-change-requested', 'email-changed', 'email-verified',
    'second-factor-added', 'second-factor-removed', 'second-factor-failed', 'recovery-code-used',
    'recovery-codes-renewed',
    'account-linked', 'account-unlinked', 'api-key-created', 'api-key-revoked', 'access-lost', 'access-restored',
    'user-created', 'role-changed', 'suspended', 'reactivated', 'deleted', 'restored'));
