package io.medianest.simulators.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogTest {

    private final Catalog catalog = Catalog.load();

    @Test
    void titlesAreWellFormed() {
        assertThat(catalog.movies()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(catalog.series()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(catalog.titles()).allSatisfy(title -> {
            assertThat(title.title()).isNotBlank();
            assertThat(title.overview()).hasSizeBetween(20, 300);
            assertThat(title.date()).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(title.vote()).isBetween(1.0, 10.0);
            assertThat(title.genres()).isNotEmpty();
        });
        assertThat(catalog.series()).allSatisfy(series -> {
            assertThat(series.regularSeasons()).isNotEmpty();
            assertThat(series.regularSeasons())
                    .isSortedAccordingTo((a, b) -> a.airDate().compareTo(b.airDate()));
        });
    }

    @Test
    void wellKnownIdsAreThere() {
        assertThat(catalog.movie(603).orElseThrow().title()).isEqualTo("The Matrix");
        assertThat(catalog.movie(550).orElseThrow().year()).isEqualTo(1999);
        assertThat(catalog.series(1396).orElseThrow().regularSeasons()).hasSize(5);
        assertThat(catalog.series(1399).orElseThrow().regularSeasons()).hasSize(8);
        assertThat(catalog.movie(1)).isEmpty();
    }

    @Test
    void postersAreTheSameEachTime() {
        assertThat(Artwork.path("movie", 603)).matches("/[A-Za-z0-9]{27}\\.jpg").isEqualTo(Artwork.path("movie", 603));
        assertThat(Artwork.path("movie", 603)).isNotEqualTo(Artwork.path("tv", 603));
        assertThat(Artwork.png("a")).isEqualTo(Artwork.png("a")).isNotEqualTo(Artwork.png("b"));
    }

    @Test
    void searchIgnoresCaseAccentsAndPunctuation() {
        assertThat(new Search("AMELIE").matches("Amélie")).isTrue();
        assertThat(new Search("spider man verse").matches("Spider-Man: Into the Spider-Verse"))
                .isTrue();
        assertThat(new Search("matrix two").matches("The Matrix")).isFalse();
        assertThat(new Search("  ").matches("The Matrix")).isFalse();
        assertThat(new Search("?").matches("The Matrix")).isFalse();
    }
}
