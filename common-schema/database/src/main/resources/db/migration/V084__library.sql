-- media: what the Plex server has, mirrored, and who sees which of its libraries.

-- The libraries of films and of series; others are left out. A library of another server than the configured one never
-- stays: its key may be that of another library there.
CREATE TABLE media.library_sections (
    key        varchar     NOT NULL,                        -- Plex's own
    server_id  varchar     NOT NULL,                        -- the server's machineIdentifier
    media_type varchar     NOT NULL,
    title      varchar     NOT NULL,
    position   int         NOT NULL DEFAULT 0,              -- in the order in which Plex shows them
    changed_at timestamptz NOT NULL DEFAULT 'epoch',        -- the latest change that has been taken over, by Plex's clock
    swept_at   timestamptz,                                 -- when all of it was last gone through; NULL: never
    CONSTRAINT library_sections_pkey PRIMARY KEY (key),
    CONSTRAINT library_sections_key_check CHECK (key ~ '^[0-9]{1,9}$'),
    CONSTRAINT library_sections_media_type_check CHECK (media_type IN ('movie', 'tv')),
    CONSTRAINT library_sections_title_check CHECK (length(title) BETWEEN 1 AND 500)
);

-- sort_title and search_text are in small letters without accents, and compared byte by byte: an order that no collation
-- of the machine changes.
CREATE TABLE media.library_titles (
    rating_key       bigint      NOT NULL,
    section_key      varchar     NOT NULL,
    media_type       varchar     NOT NULL,
    title            varchar     NOT NULL,
    sort_title       varchar     COLLATE "C" NOT NULL,
    search_text      varchar     COLLATE "C" NOT NULL,
    year             int,
    tmdb_id          varchar,
    summary          varchar,
    thumb            varchar,
    art              varchar,
    duration_minutes int,
    content_rating   varchar,
    added_at         timestamptz NOT NULL,
    recent_at        timestamptz NOT NULL,                  -- when it, or its latest season, was added
    updated_at       timestamptz NOT NULL,                  -- by Plex's clock
    CONSTRAINT library_titles_pkey PRIMARY KEY (rating_key),
    CONSTRAINT library_titles_section_key_fkey FOREIGN KEY (section_key) REFERENCES media.library_sections (key)
        ON DELETE CASCADE,
    CONSTRAINT library_titles_media_type_check CHECK (media_type IN ('movie', 'tv')),
    CONSTRAINT library_titles_tmdb_id_check CHECK (tmdb_id ~ '^[1-9][0-9]{0,9}$')
);
CREATE INDEX library_titles_section_key_sort_title_idx
    ON media.library_titles (section_key, sort_title, rating_key);
CREATE INDEX library_titles_section_key_added_at_idx
    ON media.library_titles (section_key, added_at DESC, rating_key DESC);
CREATE INDEX library_titles_recent_at_idx ON media.library_titles (recent_at DESC, rating_key DESC);
CREATE INDEX library_titles_tmdb_id_idx ON media.library_titles (tmdb_id) WHERE tmdb_id IS NOT NULL;
CREATE INDEX library_titles_search_text_trgm_idx ON media.library_titles USING gin (search_text public.gin_trgm_ops);

CREATE TABLE media.library_seasons (
    show_key   bigint      NOT NULL,
    number     int         NOT NULL,
    rating_key bigint      NOT NULL,
    title      varchar     NOT NULL,
    episodes   int         NOT NULL,                        -- how many of it are there
    thumb      varchar,
    added_at   timestamptz NOT NULL,
    CONSTRAINT library_seasons_pkey PRIMARY KEY (show_key, number),
    CONSTRAINT library_seasons_show_key_fkey FOREIGN KEY (show_key) REFERENCES media.library_titles (rating_key)
        ON DELETE CASCADE,
    CONSTRAINT library_seasons_number_check CHECK (number BETWEEN 0 AND 9999),
    CONSTRAINT library_seasons_episodes_check CHECK (episodes >= 0)
);

CREATE TABLE media.library_collections (
    rating_key  bigint      NOT NULL,
    section_key varchar     NOT NULL,
    title       varchar     NOT NULL,
    sort_title  varchar     COLLATE "C" NOT NULL,
    summary     varchar,
    thumb       varchar,
    items       int         NOT NULL,                       -- as Plex counts them
    updated_at  timestamptz NOT NULL,
    CONSTRAINT library_collections_pkey PRIMARY KEY (rating_key),
    CONSTRAINT library_collections_section_key_fkey FOREIGN KEY (section_key)
        REFERENCES media.library_sections (key) ON DELETE CASCADE,
    CONSTRAINT library_collections_items_check CHECK (items >= 0)
);
CREATE INDEX library_collections_section_key_sort_title_idx
    ON media.library_collections (section_key, sort_title, rating_key);

CREATE TABLE media.library_collection_items (
    collection_key bigint NOT NULL,
    position       int    NOT NULL,
    rating_key     bigint NOT NULL,
    CONSTRAINT library_collection_items_pkey PRIMARY KEY (collection_key, position),
    CONSTRAINT library_collection_items_collection_key_fkey FOREIGN KEY (collection_key)
        REFERENCES media.library_collections (rating_key) ON DELETE CASCADE,
    CONSTRAINT library_collection_items_rating_key_fkey FOREIGN KEY (rating_key)
        REFERENCES media.library_titles (rating_key) ON DELETE CASCADE
);
CREATE INDEX library_collection_items_rating_key_idx ON media.library_collection_items (rating_key);

-- With whom Plex shares a library, as plex.tv says; people are known by their Plex ids there as here.
CREATE TABLE media.library_shares (
    plex_id     varchar NOT NULL,
    section_key varchar NOT NULL,
    CONSTRAINT library_shares_pkey PRIMARY KEY (plex_id, section_key),
    CONSTRAINT library_shares_section_key_fkey FOREIGN KEY (section_key) REFERENCES media.library_sections (key)
        ON DELETE CASCADE
);
CREATE INDEX library_shares_section_key_idx ON media.library_shares (section_key);

-- The libraries that an ADMIN has opened to everybody here.
CREATE TABLE media.library_openings (
    section_key varchar     NOT NULL,
    opened_by   uuid,
    opened_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT library_openings_pkey PRIMARY KEY (section_key),
    CONSTRAINT library_openings_section_key_fkey FOREIGN KEY (section_key) REFERENCES media.library_sections (key)
        ON DELETE CASCADE,
    CONSTRAINT library_openings_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES auth.users (id) ON DELETE SET NULL
);
CREATE INDEX library_openings_opened_by_idx ON media.library_openings (opened_by) WHERE opened_by IS NOT NULL;

-- Who opened what is a fact; the rest is a copy of what Plex says.
SELECT audit.watch('media.library_openings', '{section_key}');

-- What this installation is called at Plex, for every service that speaks to it.
CREATE VIEW auth.plex_installation AS
    SELECT c.identifier
      FROM auth.plex_client c;
GRANT SELECT ON auth.plex_installation TO medianest_media;
