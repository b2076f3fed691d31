package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.request.MediaRequestQueries.Listing;
import io.medianest.media.support.MediaTest;
import io.medianest.testing.stores.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A moderator's search among many requests does not read them all. */
@MediaTest
class SearchPlanTest {
    private static final List<String> MANY =
            List.of("""
            insert into media_requests (title, media_type, tmdb_id, status, created_at)
            select 'Film ' || n || case when n = 777 then ' of the Zq' else '' end, 'movie', n::varchar, 'completed',
                   now() - n * interval '1 second'
              from generate_series(1, 30000) n
            """, "select gin_clean_pending_list('media_requests_title_trgm_idx')", "analyze media_requests");

    @Test
    void theIndexOfTitlesFindsIt() {
        List<Listing> searches = Stream.of("film 12345", "nobody asked for this", "zq", "q", "the zq")
                .map(SearchPlanTest::search)
                .toList();
        List<List<String>> values =
                searches.stream().map(SearchPlanTest::literals).toList();
        assertThat(Sql.plans("media", MANY, searches.getFirst().sql(), values))
                .allSatisfy(plan -> assertThat(plan).contains("media_requests_title_trgm_idx"));
    }

    private static Listing search(String text) {
        return MediaRequestQueries.listing(
                new MediaRequestFilter(null, null, null, null, text, null, false, null), null, 21);
    }

    private static List<String> literals(Listing listing) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < listing.values().size(); i++) {
            literals.add(
                    switch (listing.values().getValue(i)) {
                        case String[] texts -> "array['" + String.join("', '", Arrays.asList(texts)) + "']";
                        case Integer number -> number.toString();
                        case Object other -> throw new IllegalArgumentException(other.toString());
                    });
        }
        return literals;
    }
}
