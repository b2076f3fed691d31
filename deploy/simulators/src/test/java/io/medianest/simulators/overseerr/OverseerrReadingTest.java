package io.medianest.simulators.overseerr;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.medianest.simulators.overseerr.Users.PlexFriend;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverseerrReadingTest {

    private static OverseerrSimulator simulator;
    private HttpCalls owner;
    private HttpCalls nobody;

    @BeforeAll
    static void start() {
        simulator = OverseerrSimulator.start(0);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        simulator.options(OverseerrOptions.DEFAULT.withWriteDelay(Duration.ZERO));
        nobody = new HttpCalls(simulator.baseUrl() + "/api/v1", Map.of());
        owner = nobody.with("X-Api-Key", simulator.apiKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/me", "/user", "/search?query=alien", "/movie/603", "/request", "/discover/movies"})
    void withoutAValidKeyTheAnswerIs403(String path) {
        Answer answer = nobody.with("X-Api-Key", "wrong").get(path);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("status", 403)
                        .put("error", "You do not have permission to access this endpoint"));
        assertThat(nobody.get(path).status()).isEqualTo(403);
        assertThat(owner.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/settings/public"})
    void publicCallsDoNotProveTheKey(String path) {
        assertThat(nobody.get(path).status()).isEqualTo(200);
        assertThat(nobody.with("X-Api-Key", "wrong").get(path).status()).isEqualTo(200);
    }

    @Test
    void keyActsAsTheOwnerUnlessAnotherUserIsNamed() {
        OverseerrUser mia = simulator.users().addPlexUser(2002, "mia", "Mia@Example.org");

        JsonObject me = owner.get("/auth/me").json();
        JsonObject other =
                owner.with("X-API-User", "" + mia.id()).get("/auth/me").json();

        assertThat(me.getInteger("id")).isEqualTo(1);
        assertThat(other.getInteger("id")).isEqualTo(mia.id());
        assertThat(other.getInteger("plexId")).isEqualTo(2002);
        assertThat(other.getString("email")).isEqualTo("mia@example.org");
        assertThat(owner.with("X-API-User", "99").get("/auth/me").status()).isEqualTo(403);
        assertThat(owner.with("X-API-User", "mia").get("/auth/me").status()).isEqualTo(403);
        assertThat(simulator.log().matching("GET", "/api/v1/auth/me"))
                .extracting("actingUser")
                .containsExactly("1", "" + mia.id(), null, null);
    }

    @Test
    void usersComeInPagesOfTen() {
        IntStream.rangeClosed(2, 25)
                .forEach(i -> simulator.users().addPlexUser(2000 + i, "user" + i, "user" + i + "@example.org"));

        JsonObject first = owner.get("/user").json();
        JsonObject last = owner.get("/user?take=20&skip=20").json();

        assertThat(first.getJsonArray("results")).hasSize(10);
        assertThat(first.getJsonObject("pageInfo"))
                .isEqualTo(new JsonObject("{\"pages\":3,\"pageSize\":10,\"results\":25,\"page\":1}"));
        assertThat(last.getJsonArray("results")).hasSize(5);
        assertThat(last.getJsonArray("results").getJsonObject(4).getInteger("plexId"))
                .isEqualTo(2025);
    }

    @Test
    void addressesAreForManagersOfUsersOnly() {
        OverseerrUser mia = simulator.users().addPlexUser(2002, "mia", "mia@example.org");
        HttpCalls asMia = owner.with("X-API-User", "" + mia.id());

        JsonObject seen = asMia.get("/user").json().getJsonArray("results").getJsonObject(0);

        assertThat(seen.containsKey("plexId")).isFalse();
        assertThat(seen.containsKey("email")).isFalse();
        assertThat(asMia.get("/user/1/quota").status()).isEqualTo(403);
        assertThat(asMia.get("/user/" + mia.id() + "/quota").json())
                .isEqualTo(new JsonObject("{\"movie\":{\"days\":0,\"limit\":0,\"used\":0,\"restricted\":false},"
                        + "\"tv\":{\"days\":0,\"limit\":0,\"used\":0,\"restricted\":false}}"));
        assertThat(owner.get("/user/99/quota").status()).isEqualTo(404);
    }

    @Test
    void plexFriendsAreImportedOnce() {
        simulator.users().addPlexFriend(new PlexFriend(3003, "noa", "noa@example.org"));
        JsonObject body =
                new JsonObject().put("plexIds", new JsonArray().add("3003").add("4004"));

        Answer first = owner.post("/user/import-from-plex", body);
        Answer second = owner.post("/user/import-from-plex", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.array()).hasSize(1);
        assertThat(first.array().getJsonObject(0).getString("plexUsername")).isEqualTo("noa");
        assertThat(second.array()).isEmpty();
        assertThat(simulator.users().all()).hasSize(2);
        assertThat(simulator.users().get(2).permissions()).isEqualTo(Permission.REQUEST);
    }

    @Test
    void searchMixesFilmsSeriesPersonsAndCollections() {
        simulator.library().addMovie(603);

        JsonObject found =
                owner.get("/search?query=the%20matrix&page=1&language=en").json();
        List<JsonObject> results = results(found);

        assertThat(found.getInteger("totalResults")).isEqualTo(4);
        assertThat(results).extracting(entry -> entry.getString("mediaType")).contains("collection", "movie");
        JsonObject matrix = results.stream()
                .filter(entry -> entry.getInteger("id") == 603)
                .findFirst()
                .orElseThrow();
        assertThat(matrix.getString("title")).isEqualTo("The Matrix");
        assertThat(matrix.getString("releaseDate")).isEqualTo("1999-03-31");
        assertThat(matrix.getString("posterPath")).startsWith("/").endsWith(".jpg");
        assertThat(matrix.getJsonObject("mediaInfo").getInteger("status")).isEqualTo(MediaStatus.AVAILABLE);
        assertThat(results(owner.get("/search?query=keanu").json()).getFirst().getString("mediaType"))
                .isEqualTo("person");
        JsonObject series = results(owner.get("/search?query=breaking").json()).getFirst();
        assertThat(series.getString("name")).isEqualTo("Breaking Bad");
        assertThat(series.getString("firstAirDate")).isEqualTo("2008-01-20");
        assertThat(series.containsKey("mediaInfo")).isFalse();
        assertThat(results(owner.get("/search?query=am%C3%A9lie").json())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a*", "a(b", "it's", "a:b", "what?", "a/b", "a!", "a,b", "a;b", "a@b", "a$b", "a=b"})
    void reservedCharactersMustBeEncoded(String raw) {
        Answer answer = owner.get("/search?query=" + raw);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("message")).contains("url encoded");
    }

    @Test
    void encodedReservedCharactersAreFine() {
        assertThat(owner.get("/search?query=wall%C2%B7e%20%2A%21%27%28%29%2B%26")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search?query=", "/search?query=x&page=two", "/search?query=x&limit=5"})
    void queryAgainstTheDocumentIsABadRequest(String path) {
        assertThat(owner.get(path).status()).isEqualTo(400);
    }

    @Test
    void detailsOfAFilmCarryItsRequests() {
        owner.post("/request", OverseerrRequestsTest.movie(603));

        JsonObject details = owner.get("/movie/603").json();
        JsonObject mediaInfo = details.getJsonObject("mediaInfo");

        assertThat(details.getString("title")).isEqualTo("The Matrix");
        assertThat(details.getInteger("runtime")).isEqualTo(136);
        assertThat(mediaInfo.getInteger("status")).isEqualTo(MediaStatus.PROCESSING);
        assertThat(mediaInfo.getJsonArray("requests")).hasSize(1);
        assertThat(mediaInfo.fieldNames())
                .contains("id", "tmdbId", "tvdbId", "status", "status4k", "seasons", "downloadStatus", "serviceUrl");
    }

    @Test
    void detailsOfASeriesListItsSeasonsWithSpecials() {
        JsonObject details = owner.get("/tv/1396").json();

        JsonObject last = details.getJsonArray("seasons").getJsonObject(5);
        assertThat(details.getString("name")).isEqualTo("Breaking Bad");
        assertThat(details.getInteger("numberOfSeasons")).isEqualTo(5);
        assertThat(details.getJsonArray("seasons").getJsonObject(0).getInteger("seasonNumber"))
                .isZero();
        assertThat(last.getInteger("episodeCount")).isEqualTo(16);
        assertThat(last.getString("airDate")).isEqualTo("2012-07-15");
        assertThat(last.getString("name")).isEqualTo("Season 5");
    }

    @Test
    void unknownTitlesAreServerErrors() {
        assertThat(owner.get("/movie/999999").status()).isEqualTo(500);
        assertThat(owner.get("/movie/999999").json().getString("message")).isEqualTo("Unable to retrieve movie.");
        assertThat(owner.get("/tv/999999").status()).isEqualTo(500);
        assertThat(owner.get("/movie/matrix").status()).isEqualTo(400);
        assertThat(owner.get("/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/discover/trending", "/discover/movies", "/discover/tv"})
    void discoveryComesInPagesOfTwenty(String path) {
        JsonObject first = owner.get(path).json();
        JsonObject second = owner.get(path + "?page=2").json();
        JsonObject beyond = owner.get(path + "?page=100").json();

        assertThat(results(first)).hasSize(20);
        assertThat(second.getInteger("page")).isEqualTo(2);
        assertThat(results(second)).isNotEmpty().doesNotContainAnyElementsOf(results(first));
        assertThat(results(beyond)).isEmpty();
        assertThat(owner.get(path + "?page=0").status()).isEqualTo(500);
    }

    @Test
    void trendingHasPersonsToo() {
        assertThat(results(owner.get("/discover/trending").json()))
                .extracting(entry -> entry.getString("mediaType"))
                .contains("movie", "tv", "person");
    }

    @Test
    void postersArePictures() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/t/p/w500/abc.jpg"))
                .build();

        HttpResponse<byte[]> answer = HttpCalls.client()
                .sendAsync(request, BodyHandlers.ofByteArray())
                .join();

        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.body()).startsWith(0x89, 'P', 'N', 'G');
    }

    private static List<JsonObject> results(JsonObject page) {
        return page.getJsonArray("results").stream().map(JsonObject.class::cast).toList();
    }
}
