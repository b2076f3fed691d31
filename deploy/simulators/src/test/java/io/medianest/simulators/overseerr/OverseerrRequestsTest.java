package io.medianest.simulators.overseerr;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.simulators.HttpCalls;
import io.medianest.simulators.HttpCalls.Answer;
import io.medianest.simulators.overseerr.OverseerrUser.QuotaLimit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverseerrRequestsTest {

    private static OverseerrSimulator simulator;
    private HttpCalls owner;
    private HttpCalls asUser;
    private OverseerrUser user;

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
        user = simulator.users().addPlexUser(2002, "mia", "mia@example.org");
        owner = new HttpCalls(simulator.baseUrl() + "/api/v1", Map.of("X-Api-Key", simulator.apiKey()));
        asUser = owner.with("X-API-User", Integer.toString(user.id()));
    }

    @Test
    void requestOfAUserStaysPending() {
        Answer answer = asUser.post("/request", movie(603));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getInteger("status")).isEqualTo(RequestStatus.PENDING);
        assertThat(answer.json().getJsonObject("requestedBy").getInteger("id")).isEqualTo(user.id());
        assertThat(answer.json().getJsonObject("media").getInteger("status")).isEqualTo(MediaStatus.PENDING);
        assertThat(answer.json().getValue("modifiedBy")).isNull();
    }

    @Test
    void requestWithTheKeyAloneIsApprovedAtOnce() {
        JsonObject request = owner.post("/request", movie(603)).json();

        assertThat(request.getInteger("status")).isEqualTo(RequestStatus.APPROVED);
        assertThat(request.getJsonObject("requestedBy").getInteger("id")).isEqualTo(1);
        assertThat(request.getJsonObject("media").getInteger("status")).isEqualTo(MediaStatus.PROCESSING);
    }

    @Test
    void userIdInTheBodyCountsForThatUserButIsApprovedAtOnce() {
        simulator.users().setQuotas(user.id(), new QuotaLimit(1, 7), QuotaLimit.NONE);

        JsonObject request =
                owner.post("/request", movie(603).put("userId", user.id())).json();
        Answer second = owner.post("/request", movie(550).put("userId", user.id()));

        assertThat(request.getInteger("status")).isEqualTo(RequestStatus.APPROVED);
        assertThat(request.getJsonObject("requestedBy").getInteger("id")).isEqualTo(user.id());
        assertThat(second.status()).isEqualTo(403);
        assertThat(asUser.post("/request", movie(13).put("userId", 1)).status()).isEqualTo(403);
    }

    @Test
    void requestHasTheDocumentedFields() {
        JsonObject request = asUser.post("/request", series(1396, 1, 2)).json();

        assertThat(request.fieldNames())
                .contains(
                        "id",
                        "status",
                        "media",
                        "requestedBy",
                        "modifiedBy",
                        "createdAt",
                        "updatedAt",
                        "type",
                        "seasonCount",
                        "seasons",
                        "is4k",
                        "serverId",
                        "profileId",
                        "rootFolder",
                        "tags",
                        "isAutoRequest");
        assertThat(request.getInteger("seasonCount")).isEqualTo(2);
        assertThat(request.getJsonArray("seasons").getJsonObject(1).getInteger("seasonNumber"))
                .isEqualTo(2);
        assertThat(request.getJsonObject("media").getInteger("tvdbId")).isEqualTo(81189);
    }

    @Test
    void sameFilmTwiceIsADuplicateUntilDeclined() {
        int first = asUser.post("/request", movie(603)).json().getInteger("id");

        Answer again = owner.post("/request", movie(603));
        owner.post("/request/" + first + "/decline");
        Answer afterDecline = asUser.post("/request", movie(603));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().getString("message")).isEqualTo("Request for this media already exists.");
        assertThat(afterDecline.status()).isEqualTo(201);
    }

    @Test
    void withoutIs4kNoDuplicateIsFound() {
        asUser.post("/request", movie(603));
        JsonObject unclear = new JsonObject().put("mediaType", "movie").put("mediaId", 603);

        assertThat(asUser.post("/request", unclear).status()).isEqualTo(201);
    }

    @Test
    void seasonsAlreadyAskedForAreLeftOut() {
        asUser.post("/request", series(1396, 1, 2));

        JsonObject more = owner.post("/request", series(1396, 2, 3)).json();
        Answer none = asUser.post("/request", series(1396, 1, 2, 3));

        assertThat(more.getJsonArray("seasons")).hasSize(1);
        assertThat(none.status()).isEqualTo(202);
        assertThat(none.json().getString("message")).isEqualTo("No seasons available to request");
    }

    @Test
    void seasonsThatAreThereAreLeftOut() {
        simulator.library().addSeasons(1396, List.of(1, 2, 3, 4));

        JsonObject all = asUser.post("/request", tv(1396).put("seasons", "all")).json();

        assertThat(all.getJsonArray("seasons")).hasSize(1);
        assertThat(all.getJsonArray("seasons").getJsonObject(0).getInteger("seasonNumber"))
                .isEqualTo(5);
    }

    @Test
    void seriesWithoutSeasonsIsAServerError() {
        Answer answer = asUser.post("/request", tv(1396));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().getString("message")).contains("undefined");
    }

    @Test
    void unknownTitleIsAServerError() {
        assertThat(asUser.post("/request", movie(999999)).status()).isEqualTo(500);
    }

    @Test
    void bodyAgainstTheDocumentIsABadRequest() {
        assertThat(asUser.post("/request", new JsonObject().put("mediaType", "movie"))
                        .status())
                .isEqualTo(400);
        assertThat(asUser.post("/request", movie(603).put("mediaType", "book")).status())
                .isEqualTo(400);
        assertThat(asUser.post("/request", tv(1396).put("seasons", "some")).status())
                .isEqualTo(400);
        assertThat(asUser.post("/request", movie(603).put("mediaId", "603")).status())
                .isEqualTo(400);
        assertThat(HttpCalls.send(asUser.request("POST", "/request", "{").build())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void quotaIsUsedUp() {
        simulator.users().setQuotas(user.id(), new QuotaLimit(1, 7), new QuotaLimit(2, 7));

        asUser.post("/request", movie(603));
        asUser.post("/request", series(1396, 1));
        Answer movie = asUser.post("/request", movie(550));
        Answer seasons = asUser.post("/request", series(1399, 1, 2));
        JsonObject quota = asUser.get("/user/" + user.id() + "/quota").json();

        assertThat(movie.status()).isEqualTo(403);
        assertThat(movie.json().getString("message")).isEqualTo("Movie Quota exceeded.");
        assertThat(seasons.json().getString("message")).isEqualTo("Series Quota exceeded.");
        assertThat(quota.getJsonObject("movie"))
                .isEqualTo(new JsonObject()
                        .put("days", 7)
                        .put("limit", 1)
                        .put("used", 1)
                        .put("remaining", 0)
                        .put("restricted", true));
        assertThat(quota.getJsonObject("tv").getInteger("remaining")).isEqualTo(1);
    }

    @Test
    void requestNeedsPermissionAndMediaThatIsNotBlocklisted() {
        simulator.library().blocklist("movie", 550);

        Answer blocklisted = asUser.post("/request", movie(550));
        simulator.users().setPermissions(user.id(), Permission.REQUEST_TV);
        Answer forbidden = asUser.post("/request", movie(603));

        assertThat(blocklisted.status()).isEqualTo(403);
        assertThat(blocklisted.json().getString("message")).isEqualTo("This media is blocklisted.");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.json().getString("message"))
                .isEqualTo("You do not have permission to make movie requests.");
        assertThat(asUser.post("/request", series(1396, 1)).status()).isEqualTo(201);
    }

    @Test
    void approveDeclineAndRetryChangeStatusAndMedia() {
        int film = asUser.post("/request", movie(603)).json().getInteger("id");
        int show = asUser.post("/request", series(1396, 1)).json().getInteger("id");

        Answer approved = owner.post("/request/" + film + "/approve");
        Answer declined = owner.post("/request/" + show + "/decline");
        simulator.requests().fail(film, Product.SEERR);
        int failed = owner.get("/request/" + film).json().getInteger("status");
        Answer retried = owner.post("/request/" + film + "/retry");

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().getInteger("status")).isEqualTo(RequestStatus.APPROVED);
        assertThat(approved.json().getJsonObject("modifiedBy").getInteger("id")).isEqualTo(1);
        assertThat(approved.json().getJsonObject("media").getInteger("status")).isEqualTo(MediaStatus.PROCESSING);
        assertThat(declined.json().getJsonObject("media").getInteger("status")).isEqualTo(MediaStatus.UNKNOWN);
        assertThat(failed).isEqualTo(RequestStatus.FAILED);
        assertThat(retried.json().getInteger("status")).isEqualTo(RequestStatus.APPROVED);
    }

    @Test
    void onlyManagersDecide() {
        int film = asUser.post("/request", movie(603)).json().getInteger("id");

        Answer answer = asUser.post("/request/" + film + "/approve");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getInteger("status")).isEqualTo(403);
        assertThat(answer.json().getString("error")).isNotBlank();
        assertThat(owner.post("/request/99/approve").status()).isEqualTo(404);
    }

    @Test
    void oneRequestIsFoundOrNot() {
        int film = asUser.post("/request", movie(603)).json().getInteger("id");
        OverseerrUser other = simulator.users().addPlexUser(2003, "ben", "ben@example.org");

        assertThat(asUser.get("/request/" + film).status()).isEqualTo(200);
        assertThat(owner.get("/request/99").status()).isEqualTo(404);
        assertThat(owner.with("X-API-User", "" + other.id())
                        .get("/request/" + film)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void deletingFreesTheMediaAndHasTheOriginalsHole() {
        OverseerrUser other = simulator.users().addPlexUser(2003, "ben", "ben@example.org");
        HttpCalls asOther = owner.with("X-API-User", "" + other.id());
        int pending = asUser.post("/request", movie(603)).json().getInteger("id");
        int approved = owner.post("/request", movie(550)).json().getInteger("id");

        assertThat(asOther.delete("/request/" + approved).status()).isEqualTo(401);
        assertThat(asOther.delete("/request/" + pending).status()).isEqualTo(204);
        assertThat(owner.delete("/request/" + pending).status()).isEqualTo(404);
        assertThat(simulator.library().find("movie", 603).orElseThrow().status())
                .isEqualTo(MediaStatus.UNKNOWN);
    }

    @Test
    void listIsPagedFilteredAndSorted() {
        int first = asUser.post("/request", movie(603)).json().getInteger("id");
        int second = owner.post("/request", movie(550)).json().getInteger("id");
        int third = asUser.post("/request", movie(13)).json().getInteger("id");
        owner.post("/request/" + first + "/approve");

        JsonObject page = owner.get("/request?take=2&skip=0&sort=added").json();

        assertThat(page.getJsonObject("pageInfo"))
                .isEqualTo(new JsonObject("{\"pages\":2,\"pageSize\":2,\"results\":3,\"page\":1}"));
        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(owner.get("/request?sort=modified").json())).startsWith(first);
        assertThat(ids(owner.get("/request?filter=pending").json())).containsExactly(third);
        assertThat(ids(owner.get("/request?requestedBy=" + user.id()).json())).containsExactly(third, first);
        assertThat(ids(asUser.get("/request").json())).containsExactly(third, first);
        assertThat(asUser.get("/request?requestedBy=1").status()).isEqualTo(403);
        assertThat(owner.get("/request?sort=newest").status()).isEqualTo(400);
        assertThat(owner.get("/request?order=asc").status()).isEqualTo(400);
    }

    private static List<Integer> ids(JsonObject page) {
        return page.getJsonArray("results").stream()
                .map(entry -> ((JsonObject) entry).getInteger("id"))
                .toList();
    }

    static JsonObject movie(int id) {
        return new JsonObject().put("mediaType", "movie").put("mediaId", id).put("is4k", false);
    }

    static JsonObject tv(int id) {
        return new JsonObject().put("mediaType", "tv").put("mediaId", id).put("is4k", false);
    }

    static JsonObject series(int id, Integer... seasons) {
        return tv(id).put("seasons", new JsonArray(List.of((Object[]) seasons)));
    }
}
