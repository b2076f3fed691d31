package io.medianest.media.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer.Down;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@MediaTest
class SearchTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
    }

    @Test
    void filmsAndSeriesAreFoundWithWhatIsKnownOfThem() {
        Member bert = household.member(Role.USER);
        String own = household.film(anna, 603);
        household.film(bert, 604);
        household.quietOverseerr().library().addMovie(605);
        String film = "items.find { it.mediaType == 'movie' && it.tmdbId == '%s' }.%s";
        anna.api()
                .queryParam("query", "matrix")
                .get("/media/search")
                .then()
                .statusCode(200)
                .body("page", equalTo(1))
                .body("items.mediaType", everyItem(oneOf("movie", "tv")))
                .body(film.formatted("603", "title"), equalTo("The Matrix"))
                .body(film.formatted("603", "year"), equalTo(1999))
                .body(film.formatted("603", "availability"), equalTo("none"))
                .body(film.formatted("603", "requestId"), equalTo(own))
                .body(film.formatted("604", "requestId"), nullValue())
                .body(film.formatted("605", "availability"), equalTo("available"))
                .body(film.formatted("605", "posterPath"), notNullValue())
                .body(film.formatted("605", "posterUrl"), startsWith("/api/v1/images/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"what's up? & more", "a*b+c/d", "100%", "Amélie", "千と千尋", "'; drop table x; --", "#&=;"})
    void anyTextMayBeLookedFor(String query) {
        anna.api().queryParam("query", query).get("/media/search").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -", "'', -", "' ', -", "x, 0", "x, -1", "x, 501", "x, abc"})
    void wrongParametersAreNamed(String query, String page) {
        var request = anna.api();
        if (query != null) {
            request.queryParam("query", query);
        }
        if (page != null) {
            request.queryParam("page", page);
        }
        request.get("/media/search")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.field", contains(page == null ? "query" : "page"));
    }

    @Test
    void aSeriesIsShownWithItsSeasons() {
        household.quietOverseerr().library().addSeasons(1396, List.of(2));
        String own = household.seasons(anna, 1396, List.of(1));
        anna.api()
                .get("/media/tv/1396")
                .then()
                .statusCode(200)
                .body("title", equalTo("Breaking Bad"))
                .body("availability", equalTo("partial"))
                .body("requestId", equalTo(own))
                .body("seasons.find { it.number == 2 }.availability", equalTo("available"))
                .body("seasons.find { it.number == 1 }.availability", equalTo("none"));
        anna.api().get("/media/movie/999999999").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        anna.api().get("/media/movie/x").then().statusCode(400);
        anna.api().get("/media/book/1").then().statusCode(404);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.drop(),
                Fault.dropAnswer(),
                Fault.hang(),
                Fault.status(500),
                Fault.status(502),
                Fault.rateLimited(1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whileOverseerrFailsTheAnswerSaysSo(Fault fault) {
        household.overseerr().faults().add(fault.on("GET", "/api/v1/search"));
        unavailable();
    }

    @Test
    void whileOverseerrIsDownTheAnswerComesSoon() {
        household.overseerr().server().goDown(Down.REFUSING);
        for (int i = 0; i < 10; i++) {
            unavailable();
        }
    }

    @Test
    void aQuestionIsRepeatedOnceOverseerrHiccups() {
        household
                .overseerr()
                .faults()
                .add(Fault.drop().on("GET", "/api/v1/search").times(1));
        anna.api().queryParam("query", "matrix").get("/media/search").then().statusCode(200);
        assertThat(household.quietOverseerr().log().matching("GET", "/api/v1/search"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void aWrongKeyIsTheOwnersBusiness() {
        household.connect(household.quietOverseerr().baseUrl(), "wrong");
        household.awaitSearch(503);
        unavailable();
    }

    private void unavailable() {
        anna.api()
                .queryParam("query", "matrix")
                .get("/media/search")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("OVERSEERR_UNAVAILABLE"));
    }
}
