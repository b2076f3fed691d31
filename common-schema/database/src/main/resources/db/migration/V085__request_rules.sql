-- What an ADMIN sets for a role or for one person who asks: whether a rule approves in a moderator's place, and how much
-- may be asked for. NULL leaves it to the next rule: the person's own, that of the role, those of the roles that it
-- includes, and last the configuration. A limit of -1 is none.
CREATE TABLE media.request_rules (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    role           varchar,
    user_id        uuid,
    approve_movies boolean,
    approve_series boolean,
    movie_limit    int,                                     -- films within movie_days
    movie_days     int,
    season_limit   int,                                     -- seasons within season_days
    season_days    int,
    open_limit     int,                                     -- requests that are neither done nor failed
    version        bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT request_rules_pkey PRIMARY KEY (id),
    CONSTRAINT request_rules_role_key UNIQUE (role),
    CONSTRAINT request_rules_user_id_key UNIQUE (user_id),
    CONSTRAINT request_rules_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT request_rules_subject_check CHECK (num_nonnulls(role, user_id) = 1),
    CONSTRAINT request_rules_role_check CHECK (role IN ('USER', 'MODERATOR', 'ADMIN')),
    CONSTRAINT request_rules_movie_check CHECK (
        num_nonnulls(movie_limit, movie_days) <> 1 AND movie_limit BETWEEN -1 AND 10000 AND movie_days BETWEEN 1 AND 366),
    CONSTRAINT request_rules_season_check CHECK (
        num_nonnulls(season_limit, season_days) <> 1
        AND season_limit BETWEEN -1 AND 10000 AND season_days BETWEEN 1 AND 366),
    CONSTRAINT request_rules_open_check CHECK (open_limit BETWEEN -1 AND 10000)
);
SELECT audit.watch('media.request_rules', '{id}', ignored => '{updated_at,version}');

-- What is set for a person, for that person's own copy.
CREATE VIEW media.person_request_rules AS
    SELECT r.user_id, r.approve_movies, r.approve_series, r.movie_limit, r.movie_days, r.season_limit, r.season_days,
           r.open_limit, r.created_at, r.updated_at
      FROM media.request_rules r
     WHERE r.user_id IS NOT NULL;
GRANT SELECT ON media.person_request_rules TO medianest_auth;

-- A rule approves, too.
ALTER TABLE media.media_request_history DROP CONSTRAINT media_request_history_source_check;
ALTER TABLE media.media_request_history ADD CONSTRAINT media_request_history_source_check
    CHECK (source IN ('user', 'overseerr', 'webhook', 'poll', 'rule', 'system'));

-- What is put away next: what has ended, the longest ago first.
CREATE INDEX media_requests_ended_at_idx ON media.media_requests ((coalesce(completed_at, updated_at)))
    WHERE status IN ('completed', 'failed');
