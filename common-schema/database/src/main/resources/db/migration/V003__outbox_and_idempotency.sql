-- The same three tables in every slice: facts on their way to Kafka, events already consumed, answers already given.
DO $each_slice$
DECLARE
    slice text;
BEGIN
    FOREACH slice IN ARRAY ARRAY['auth', 'media', 'youtube', 'monitor'] LOOP
        -- Written in the transaction of the change it tells of; the slice's relay publishes in the order of seq and
        -- deletes what Kafka has acknowledged. The table is nearly always nearly empty, so vacuum goes by count.
        EXECUTE format($ddl$
            CREATE TABLE %1$I.outbox_events (
                seq               bigint      GENERATED ALWAYS AS IDENTITY,
                id                uuid        NOT NULL,
                topic             varchar     NOT NULL,
                key               varchar     NOT NULL,
                type              varchar     NOT NULL,
                aggregate_version bigint      NOT NULL,
                payload           jsonb       NOT NULL,
                correlation_id    varchar     NOT NULL,
                traceparent       varchar,
                created_at        timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT outbox_events_pkey PRIMARY KEY (seq),
                CONSTRAINT outbox_events_id_key UNIQUE (id)
            ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)
        $ddl$, slice);
        EXECUTE format($ddl$
            CREATE TRIGGER outbox_events_notify AFTER INSERT ON %1$I.outbox_events
                FOR EACH STATEMENT EXECUTE FUNCTION public.notify_outbox()
        $ddl$, slice);

        -- A redelivered event finds its row here and changes nothing. Pruned after the topic's retention.
        EXECUTE format($ddl$
            CREATE TABLE %1$I.processed_events (
                consumer     varchar     NOT NULL,
                event_id     uuid        NOT NULL,
                processed_at timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT processed_events_pkey PRIMARY KEY (consumer, event_id)
            )
        $ddl$, slice);
        EXECUTE format('CREATE INDEX processed_events_processed_at_idx ON %1$I.processed_events (processed_at)', slice);

        -- The first answer to an Idempotency-Key. status stays NULL while the first call is still at work.
        -- No foreign key to the user: rows live for a day, and every write would lock the user's row for it.
        EXECUTE format($ddl$
            CREATE TABLE %1$I.idempotency_keys (
                user_id      uuid        NOT NULL,
                key          varchar(64) NOT NULL,
                request_hash bytea       NOT NULL,
                status       int,
                response     jsonb,
                location     varchar,
                created_at   timestamptz NOT NULL DEFAULT now(),
                expires_at   timestamptz NOT NULL DEFAULT now() + interval '24 hours',
                CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key),
                CONSTRAINT idempotency_keys_key_check CHECK (key ~ '^[\x20-\x7E]{1,64}$'),
                CONSTRAINT idempotency_keys_status_check CHECK (status BETWEEN 100 AND 599)
            )
        $ddl$, slice);
        EXECUTE format('CREATE INDEX idempotency_keys_expires_at_idx ON %1$I.idempotency_keys (expires_at)', slice);
    END LOOP;
END
$each_slice$;
