-- A repeated call is answered as the first one was, its version included.
DO $each_slice$
DECLARE
    slice text;
BEGIN
    FOREACH slice IN ARRAY ARRAY['auth', 'media', 'youtube', 'monitor'] LOOP
        EXECUTE format('ALTER TABLE %I.idempotency_keys ADD COLUMN etag varchar', slice);
        EXECUTE format($ddl$
            COMMENT ON TABLE %I.idempotency_keys IS
                'Written in the transaction of the effect: a row that others see has its answer. request_hash is keyed; '
                'an answer that holds a secret is encrypted, and then a JSON string'
        $ddl$, slice);
    END LOOP;
END
$each_slice$;
