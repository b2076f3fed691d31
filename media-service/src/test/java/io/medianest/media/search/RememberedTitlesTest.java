package io.medianest.media.search;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.media.support.RedisKeys;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.testing.stores.Sql;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Overseerr said of titles is remembered, and what is the caller's own is not. */
@MediaTest
class RememberedTitlesTest {
    private static final String SEARCH = "/api/v1/search";
    private static final String FILM = "items.find { it.mediaType == 'movie' && it.tmdbId == '%s' }.%s";
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final Household household = new Household();

    private final Vertx vertx;
    private final RedisAPI redis;
    private final SearchConfig config;
    private Member anna;
    private Member moderator;

    RememberedTitlesTest(Vertx vertx, RedisAPI redis, SearchConfig config) {
        this.vertx = vertx;
        this.redis = redis;
        this.config = config;
    }

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
        household.quietOverseerr().log().clear();
    }

    @Test
    void aFreshAnswerIsGivenAgainWithWhatIsTheCallersOwn() {
        Member bert = household.member(Role.USER);
        search("matrix").body("source", equalTo("overseerr")).body("stale", equalTo(false));
        String own = household.film(anna, 603);
        String followed = household.film(bert, 604);
        Sql.run("insert into media.request_followers (request_id, user_id) values (?::uuid, ?)", followed, anna.id());
        search("  MATRIX ")
                .body("source", equalTo("cache"))
                .body("stale", equalTo(false))
                .body(FILM.formatted("603", "requestId"), equalTo(own))
                .body(FILM.formatted("604", "requestId"), equalTo(followed))
                .body(FILM.formatted("605", "requestId"), nullValue());
        assertThat(asked(SEARCH)).isEqualTo(1);
    }

    @Test
    void whatCanBeWatchedSinceIsSeenAtOnce() {
        String film = household.film(anna, 603);
        String series = household.seasons(anna, 1396, List.of(2));
        search("matrix").body(FILM.formatted("603", "availability"), equalTo("none"));
        details("/media/tv/1396").body("availability", equalTo("none"));
        for (String id : List.of(film, series)) {
            moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
            household.awaitStatus(anna, id, "processing");
        }
        search("matrix")
                .body("source", equalTo("cache"))
                .body(FILM.formatted("603", "availability"), equalTo("processing"));
        household.quietOverseerr().library().addMovie(603);
        household.quietOverseerr().library().addSeasons(1396, List.of(2));
        household.awaitStatus(anna, film, "completed");
        household.awaitStatus(anna, series, "completed");
        search("matrix")
                .body("source", equalTo("cache"))
                .body(FILM.formatted("603", "availability"), equalTo("available"));
        details("/media/tv/1396")
                .body("source", equalTo("cache"))
                .body("availability", equalTo("partial"))
                .body("seasons.find { it.number == 2 }.availability", equalTo("available"))
                .body("seasons.find { it.number == 3 }.availability", equalTo("none"));
    }

    @Test
    void anOlderAnswerIsGivenAtOnceAndRenewedOnce() {
        search("matrix");
        RedisKeys.age("media:titles:search:*", HOUR);
        List<Boolean> stale =
                Parallel.times(8, number -> search("matrix").extract().<Boolean>path("stale"));
        assertThat(stale).contains(true);
        await().untilAsserted(
                        () -> search("matrix").body("source", equalTo("cache")).body("stale", equalTo(false)));
        assertThat(asked(SEARCH)).isEqualTo(2);
    }

    @Test
    void anOldAnswerIsGivenOnlyIfOverseerrCannotBeAsked() {
        search("matrix");
        details("/media/movie/603");
        RedisKeys.age("media:titles:*", HOUR.multipliedBy(5));
        household.overseerr().server().goDown(Down.REFUSING);
        search("matrix").body("source", equalTo("cache")).body("stale", equalTo(true));
        details("/media/movie/603")
                .body("source", equalTo("cache"))
                .body("stale", equalTo(true))
                .body("title", equalTo("The Matrix"));
        anna.api().queryParam("query", "godfather").get("/media/search").then().statusCode(503);
        household.overseerr().server().comeBack();
        await().untilAsserted(() -> search("matrix").body("source", equalTo("overseerr")));
    }

    @Test
    void whoAsksTheSameAtTheSameTimeWaitsForOneAnswer() {
        household.overseerr().faults().add(Fault.latency(Duration.ofMillis(500)).on("GET", SEARCH));
        Parallel.times(8, number -> search("matrix").extract().statusCode());
        assertThat(asked(SEARCH)).isEqualTo(1);
    }

    @Test
    void listsAreRememberedToo() {
        for (String source : List.of("overseerr", "cache")) {
            list("/media/trending").body("source", equalTo(source));
            list("/media/popular").body("source", equalTo(source)).body("items.mediaType", everyItem(equalTo("movie")));
            list("/media/popular?mediaType=tv")
                    .body("source", equalTo(source))
                    .body("items.mediaType", everyItem(equalTo("tv")));
        }
        anna.api().get("/media/popular?mediaType=person").then().statusCode(400).body("errors.field", hasSize(1));
    }

    @Test
    void withoutRedisOverseerrIsAsked() throws Throwable {
        TitleCache cache = new TitleCache(RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:1")), config);
        subscribeAndAwait(() -> cache.put("x", "text"));
        assertThat(subscribeAndAwait(() -> cache.get("x"))).isEmpty();
        assertThat(subscribeAndAwait(() -> cache.mayRefresh("x"))).isFalse();
    }

    @Test
    void onlySoMuchIsKept() throws Throwable {
        TitleCache cache = new TitleCache(redis, config);
        for (int i = 0; i < config.mostKept() + 10; i++) {
            String key = "bound:" + i;
            subscribeAndAwait(() -> cache.put(key, "text"));
        }
        assertThat(subscribeAndAwait(() -> cache.get("bound:0"))).isEmpty();
        String last = "bound:" + (config.mostKept() + 9);
        assertThat(subscribeAndAwait(() -> cache.get(last))).get().returns("text", TitleCache.Kept::text);
        assertThat(RedisKeys.remove("media:titles:bound:*")).isEqualTo(config.mostKept());
    }

    private ValidatableResponse search(String query) {
        return anna.api()
                .queryParams(Map.of("query", query))
                .get("/media/search")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse details(String path) {
        return list(path);
    }

    private ValidatableResponse list(String path) {
        return anna.api().get(path).then().statusCode(200);
    }

    private int asked(String path) {
        return household.quietOverseerr().log().matching("GET", path).size();
    }
}
