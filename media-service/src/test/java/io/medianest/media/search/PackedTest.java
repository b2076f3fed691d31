package io.medianest.media.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.search.TitleCache.Kept;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
    @Test
    void whatIsWrittenIsReadAndSmaller() {
        Kept kept = new Kept("{\"title\":\"千と千尋\"}".repeat(500), Instant.ofEpochMilli(1_700_000_000_000L));
        String packed = Packed.write(kept);
        assertThat(packed.length()).isLessThan(1000);
        assertThat(Packed.read(packed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "x", "5", "5:", "5:!!!", "5:AAAA", ":AAAA"})
    void whatIsNoneOfOursIsNothing(String text) {
        assertThat(Packed.read(text)).isEmpty();
    }
}
