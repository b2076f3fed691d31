package io.medianest.plex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlexItemTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Guid":[{"id":"imdb://tt0133093"},{"id":"tmdb://603"}]}                  | 603
            {"guid":"com.plexapp.agents.themoviedb://603?lang=en"}                    | 603
            {"guid":"plex://movie/5d776b59ad5437001f79c6f8","Guid":[{"id":null}]}     | none
            {"Guid":[{"id":"tmdb://0"},{"id":"tmdb://603x"},null]}                    | none
            {}                                                                        | none
            """)
    void tmdbIdIsFoundWhereAnAgentLeftIt(String item, String id) throws JsonProcessingException {
        assertThat(JSON.readValue(item, PlexItem.class).tmdbId().orElse("none")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"603, 603", "/library/sections/1, 0", "-1, 0"})
    void onlyNumbersAreRatingKeys(String text, long key) throws JsonProcessingException {
        assertThat(JSON.readValue("{\"ratingKey\":\"" + text + "\",\"childCount\":\"3\"}", PlexItem.class)
                        .key()
                        .orElse(0L))
                .isEqualTo(key);
    }
}
