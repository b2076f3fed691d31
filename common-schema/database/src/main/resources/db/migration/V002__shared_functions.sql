-- Functions that more than one slice's tables use.

-- Wakes the outbox relay of the slice whose table was written. The channel is outbox_<schema>; the payload says
-- nothing, because the relay reads the table in order anyway and equal notifications of one transaction are folded.
CREATE FUNCTION public.notify_outbox() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify('outbox_' || TG_TABLE_SCHEMA, '');
    RETURN NULL;
END
$$;

-- A row outlives its user (user_id becomes NULL when the user is purged), but none may start without one.
-- Answers like a NOT NULL constraint named <table>_user_id_required.
CREATE FUNCTION public.require_user() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.user_id IS NULL THEN
        RAISE EXCEPTION 'a new row of %.% needs a user', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'not_null_violation', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = 'user_id',
                  CONSTRAINT = TG_TABLE_NAME || '_user_id_required';
    END IF;
    RETURN NEW;
END
$$;

-- Makes the monthly partitions of `parent` from the month of `first_month` on, `months` of them, and answers how many
-- were missing. Partitions are named <table>_y2026m11, their bounds are months of UTC. Rows of such a month that
-- already fell into <table>_default are moved into the new partition, since PostgreSQL refuses to create it otherwise.
CREATE FUNCTION audit.ensure_month_partitions(parent regclass, first_month date, months int) RETURNS int
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    parent_schema text;
    parent_name text;
    key_column text;
    fallback text;
    partition text;
    lower_bound timestamptz;
    upper_bound timestamptz;
    strays boolean;
    made int := 0;
BEGIN
    SELECT n.nspname, c.relname, a.attname
      INTO STRICT parent_schema, parent_name, key_column
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_partitioned_table p ON p.partrelid = c.oid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
     WHERE c.oid = parent;
    fallback := format('%I.%I', parent_schema, parent_name || '_default');

    FOR i IN 0 .. months - 1 LOOP
        lower_bound := date_trunc('month', first_month::timestamp) + make_interval(months => i);
        upper_bound := date_trunc('month', first_month::timestamp) + make_interval(months => i + 1);
        partition := format('%I.%I', parent_schema, parent_name || to_char(lower_bound, '"_y"YYYY"m"MM'));
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;

        EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I >= %L AND %I < %L)',
                       fallback, key_column, lower_bound, key_column, upper_bound) INTO strays;
        IF strays THEN
            EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', parent, fallback);
        END IF;
        EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                       partition, parent, lower_bound, upper_bound);
        IF strays THEN
            EXECUTE format('INSERT INTO %s SELECT * FROM %s WHERE %I >= %L AND %I < %L',
                           partition, fallback, key_column, lower_bound, key_column, upper_bound);
            EXECUTE format('DELETE FROM %s WHERE %I >= %L AND %I < %L',
                           fallback, key_column, lower_bound, key_column, upper_bound);
            EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s DEFAULT', parent, fallback);
        END IF;
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;
