package io.medianest.media.overseerr;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.overseerr.Details.SeasonDetails;
import io.medianest.media.title.MediaKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a library holds and what Overseerr knows are put together: the better of both. */
class HoldingTest {
    private static final List<SeasonDetails> SEASONS = List.of(
            new SeasonDetails(0, 3, null, null),
            new SeasonDetails(1, 7, null, null),
            new SeasonDetails(2, 13, null, null));

    @Test
    void aFilmThatIsThereCanBeWatched() {
        Media media =
                details(null, List.of()).holding(MediaKind.MOVIE, Map.of()).mediaInfo();
        assertThat(media).isNotNull();
        assertThat(media.availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aSeasonCountsWhenAllEpisodesAreThere() {
        Media media = details(null, SEASONS)
                .holding(MediaKind.TV, Map.of(1, 7, 2, 12))
                .mediaInfo();
        assertThat(media).isNotNull();
        assertThat(media.availability()).isEqualTo(Availability.PARTIAL);
        assertThat(media.availabilityOf(1)).isEqualTo(Availability.AVAILABLE);
        assertThat(media.availabilityOf(2)).isEqualTo(Availability.PARTIAL);
        assertThat(media.availableSeasons()).containsExactly(1);
    }

    @Test
    void aSeriesWithoutEpisodesOrWithoutKnownSeasonsIsNoWhole() {
        assertThat(details(null, SEASONS).holding(MediaKind.TV, Map.of()).mediaInfo())
                .isNull();
        Media media =
                details(null, List.of()).holding(MediaKind.TV, Map.of(1, 7)).mediaInfo();
        assertThat(media).isNotNull();
        assertThat(media.availability()).isEqualTo(Availability.PARTIAL);
    }

    @Test
    void bothTogetherMayMakeAWhole() {
        Media known = new Media(1396L, 4, List.of(new Media.Season(2, 5), new Media.Season(1, 3)), null);
        Media media =
                details(known, SEASONS).holding(MediaKind.TV, Map.of(1, 7)).mediaInfo();
        assertThat(media).isNotNull();
        assertThat(media.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(media.availableSeasons()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, PROCESSING, PROCESSING",
        "AVAILABLE, PARTIAL, AVAILABLE",
        "BLOCKED, PROCESSING, BLOCKED",
        "BLOCKED, AVAILABLE, AVAILABLE",
        "NONE, NONE, NONE"
    })
    void theBetterOfTwo(Availability one, Availability other, Availability better) {
        assertThat(one.better(other)).isEqualTo(better);
        assertThat(other.better(one)).isEqualTo(better);
    }

    @ParameterizedTest
    @EnumSource(Availability.class)
    void numbersComeBack(Availability availability) {
        assertThat(Availability.ofMediaStatus(availability.mediaStatus())).isEqualTo(availability);
    }

    private static Details details(@Nullable Media media, List<SeasonDetails> seasons) {
        return new Details(1396, null, "Breaking Bad", null, null, null, null, null, seasons, media);
    }
}
