-- The limits that hold while Redis is away, of what is no user (an address, the hash of a sign-in's address) and of
-- periods other than an hour, which auth.rate_limits cannot tell. The algorithm is the one that Redis runs: all that is
-- kept is when the whole allowance is back. Rows of the past say nothing; auth-service deletes them.
CREATE TABLE auth.keyed_limits (
    key     varchar     NOT NULL,
    full_at timestamptz NOT NULL,
    CONSTRAINT keyed_limits_pkey PRIMARY KEY (key),
    CONSTRAINT keyed_limits_key_check CHECK (length(key) BETWEEN 1 AND 300)
);
CREATE INDEX keyed_limits_full_at_idx ON auth.keyed_limits (full_at);

-- Takes `cost` of `max_count`, of which one comes back each `interval_micros`; atomic, however many ask at once. A
-- refusal changes nothing; a cost of -1 gives one back and is always allowed. Answers whether it was allowed, how many
-- are left, and in how many microseconds all are back and one is.
CREATE FUNCTION auth.take_keyed_limit(
    key varchar, max_count int, interval_micros bigint, cost int,
    OUT allowed boolean, OUT remaining int, OUT reset_micros bigint, OUT retry_micros bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    one       interval := make_interval(secs => interval_micros / 1000000.0);
    allowance interval := make_interval(secs => interval_micros / 1000000.0 * max_count);
    kept      timestamptz;
BEGIN
    IF cost NOT IN (-1, 1) OR max_count < 1 OR interval_micros < 1 THEN
        RAISE EXCEPTION 'take_keyed_limit: cost must be 1 or -1, limit and interval positive'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- By the clock, not by the start of the transaction, which may have waited for the row.
    INSERT INTO auth.keyed_limits AS l (key, full_at)
    VALUES (take_keyed_limit.key, clock_timestamp() + one * greatest(cost, 0))
    ON CONFLICT ON CONSTRAINT keyed_limits_pkey
        DO UPDATE SET full_at = greatest(greatest(l.full_at, clock_timestamp()) + one * take_keyed_limit.cost,
                                         clock_timestamp())
            WHERE cost < 0 OR greatest(l.full_at, clock_timestamp()) + one <= clock_timestamp() + allowance
    RETURNING l.full_at INTO kept;
    allowed := FOUND;
    IF NOT allowed THEN
        SELECT l.full_at INTO kept FROM auth.keyed_limits l WHERE l.key = take_keyed_limit.key;
    END IF;
    reset_micros := greatest(0, extract(epoch FROM kept - clock_timestamp()) * 1000000);
    retry_micros := greatest(0, reset_micros + interval_micros - interval_micros * max_count);
    remaining := greatest(0, (interval_micros * max_count - reset_micros) / interval_micros);
END
$$;
GRANT EXECUTE ON FUNCTION auth.take_keyed_limit(varchar, int, bigint, int)
    TO medianest_auth, medianest_media, medianest_youtube, medianest_monitor;
