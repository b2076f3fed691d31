-- The rows of the earlier installation as they came, and what is computed of them before anything is brought.
CREATE TEMPORARY TABLE came (source text NOT NULL, data jsonb NOT NULL) ON COMMIT DROP;

-- A UUID stays what it is; anything else becomes one, the same at each run.
CREATE FUNCTION pg_temp.id_of(source text, id text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                THEN id::uuid ELSE md5(source || ':' || id)::uuid END
$$;
CREATE FUNCTION pg_temp.text_of(given text, longest int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(nullif(btrim(given), ''), longest)
$$;
