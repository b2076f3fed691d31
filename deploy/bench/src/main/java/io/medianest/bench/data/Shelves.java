package io.medianest.bench.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the copy of the Plex library, as following Plex would fill it. */
public final class Shelves {
    /** The key of the library that is filled. */
    public static final String KEY = "900";

    private static final String SECTION = """
            insert into media.library_sections (key, server_id, media_type, title, swept_at)
            values ('900', 'bench', 'movie', 'Films', now()) on conflict do nothing
            """;
    private static final String TITLES = """
            insert into media.library_titles
              (rating_key, section_key, media_type, title, sort_title, search_text, year, tmdb_id, summary, thumb, art,
               duration_minutes, content_rating, added_at, recent_at, updated_at)
            select i, '900', 'movie', 'Film ' || i, 'film ' || i, 'film ' || i, 1950 + i % 75, (3000000 + i)::varchar,
                   repeat('What happens in it. ', 20), '/library/metadata/' || i || '/thumb/1700000000',
                   '/library/metadata/' || i || '/art/1700000000', 100, 'PG', t.at, t.at, t.at
            from generate_series(1, ?) i, lateral (select now() - i * interval '1 hour' as at) t
            on conflict do nothing
            """;

    private final Connection superuser;

    /** @param superuser a connection that may write what media-service owns */
    public Shelves(Connection superuser) {
        this.superuser = superuser;
    }

    /** One library with that many films. */
    public void fill(int titles) throws SQLException {
        try (Statement statement = superuser.createStatement();
                PreparedStatement fill = superuser.prepareStatement(TITLES)) {
            statement.executeUpdate(SECTION);
            fill.setInt(1, titles);
            fill.executeUpdate();
            statement.execute("vacuum analyze media.library_titles, media.library_sections");
        }
    }
}
