package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of the library goes along an index, however far into it, and so does a search. */
@ExtendWith(DatabaseExtension.class)
class LibraryPlansTest {
    private TestDatabase database;

    @BeforeEach
    void fill(TestDatabase given) throws SQLException {
        database = given;
        try (Session superuser = database.superuser()) {
            if (superuser.rows("select 1 from media.library_sections").isEmpty()) {
                superuser.execute("""
                        insert into media.library_sections (key, server_id, media_type, title)
                        values ('1', 'here', 'movie', 'Films'), ('2', 'here', 'movie', 'More')""");
                superuser.execute("""
                        insert into media.library_titles (rating_key, section_key, media_type, title, sort_title,
                                                          search_text, tmdb_id, added_at, recent_at, updated_at)
                        select n, (1 + n % 2)::text, 'movie', 'Film ' || n, 'film ' || n, 'film ' || n, (n + 1)::text,
                               t.at, t.at, t.at
                          from generate_series(1, 20000) n, lateral (select now() - n * interval '1 second' as at) t""");
                superuser.execute("analyze media.library_titles, media.library_sections");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                section_key = '1' and (sort_title, rating_key) > ('film 19', 7) order by sort_title, rating_key | section_key_sort_title
                section_key = '1' order by sort_title, rating_key                                               | section_key_sort_title
                section_key = '1' and (added_at, rating_key) < (now(), 7) order by added_at desc, rating_key desc | section_key_added_at
                section_key = any('{1,2}') and (recent_at, rating_key) < (now(), 7) order by recent_at desc, rating_key desc | recent_at
                """)
    void pages(String where, String index) throws SQLException {
        assertThat(plan(where + " limit 21"))
                .contains("library_titles_" + index + "_idx")
                .doesNotContain("Sort");
    }

    @Test
    void aPartOfATitle() throws SQLException {
        assertThat(plan("section_key = any('{1,2}') and search_text like '%lm 1234%'"))
                .contains("library_titles_search_text_trgm_idx");
    }

    @Test
    void whatIsThereOfAPageOfTitles() throws SQLException {
        assertThat(plan("tmdb_id = any('{603,550,13}')")).contains("library_titles_tmdb_id_idx");
    }

    private String plan(String where) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            return String.join("\n", owner.rows("explain select rating_key from media.library_titles where " + where));
        }
    }
}
