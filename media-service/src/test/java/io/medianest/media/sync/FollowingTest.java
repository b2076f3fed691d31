package io.medianest.media.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestAvailable;
import io.medianest.events.media.MediaRequestCompleted;
import io.medianest.events.media.MediaRequestProcessing;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.MediaTestResource;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.overseerr.Product;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of requests in Overseerr becomes of them here, by webhook and by polling. */
@MediaTest
class FollowingTest {
    private static final int MATRIX = 603;
    private static final int BREAKING_BAD = 1396;

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void aFilmBecomesWatchableByWebhook(Product product) {
        household.overseerr().options(household.overseerr().options().withProduct(product));
        listen();
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            String id = processing(household.film(anna, MATRIX));
            household.quietOverseerr().library().addMovie(MATRIX);
            household.awaitStatus(anna, id, "completed");
            household.read(anna, id).then().body("phase", equalTo("completed")).body("completedAt", notNullValue());
            assertThat(steps(id)).containsExactly("pending", "approved", "processing", "available", "completed");
            ReceivedEvent processing = events.awaitReceived(
                    MediaRequestProcessing.class, event -> event.key().equals(id));
            ReceivedEvent available = events.awaitReceived(
                    MediaRequestAvailable.class, event -> event.key().equals(id));
            ReceivedEvent completed = events.awaitReceived(
                    MediaRequestCompleted.class, event -> event.key().equals(id));
            assertThat(List.of(processing.sequence(), available.sequence(), completed.sequence()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aLostWebhookIsMadeUpForByPolling() {
        listen();
        household.quietOverseerr().webhooks().loseNext(Integer.MAX_VALUE);
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().library().addMovie(MATRIX);
        household.awaitStatus(anna, id, "completed");
        assertThat(Sql.column(
                        "select source from media.media_request_history where request_id = ?::uuid"
                                + " and to_status = 'available'",
                        id))
                .containsExactly("poll");
    }

    @Test
    void seasonsBecomeWatchableOneByOne() {
        String id = processing(household.seasons(anna, BREAKING_BAD, List.of(1, 2)));
        try (KafkaProbe events = KafkaProbe.on(Topics.MEDIA_REQUESTS)) {
            household.quietOverseerr().library().addSeasons(BREAKING_BAD, List.of(1));
            household.awaitStatus(anna, id, "available");
            household
                    .read(anna, id)
                    .then()
                    .body("phase", equalTo("processing"))
                    .body("completedAt", nullValue())
                    .body(
                            "seasons",
                            equalTo(List.of(
                                    Map.of("number", 1, "status", "available"),
                                    Map.of("number", 2, "status", "processing"))));
            household.quietOverseerr().library().addSeasons(BREAKING_BAD, List.of(2));
            household.awaitStatus(anna, id, "completed");
            events.await(MediaRequestAvailable.class, event -> event.seasons().equals(List.of(1)));
            events.await(MediaRequestAvailable.class, event -> event.seasons().equals(List.of(1, 2)));
        }
        household.read(anna, id).then().body("seasons.status", equalTo(List.of("completed", "completed")));
    }

    @Test
    void repeatedAndReorderedWebhooksChangeNothingMore() {
        listen();
        household.quietOverseerr().webhooks().repeatNext(100);
        String first = processing(household.film(anna, MATRIX));
        household.quietOverseerr().webhooks().reorderNext(2);
        String second = processing(household.film(anna, 604));
        household.quietOverseerr().library().addMovie(604);
        household.quietOverseerr().library().addMovie(MATRIX);
        for (String id : List.of(first, second)) {
            household.awaitStatus(anna, id, "completed");
            assertThat(steps(id)).containsExactly("pending", "approved", "processing", "available", "completed");
        }
    }

    @Test
    void aWebhookBeforeOurOwnAnswerWaits() {
        listen();
        household.quietOverseerr().webhooks().beforeAnswer(true);
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().library().addMovie(MATRIX);
        household.awaitStatus(anna, id, "completed");
        await().untilAsserted(() -> assertThat(Sql.value("select count(*) from media.parked_webhooks"))
                .isEqualTo("0"));
    }

    @Test
    void whatIsDeclinedThereIsDeclinedHere() {
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().requests().decline(there());
        household.awaitStatus(anna, id, "failed");
        household
                .read(anna, id)
                .then()
                .body("failureReason", equalTo("declined"))
                .body("decisionNote", containsString("Overseerr"));
    }

    @Test
    void whatFailsThereFailsHereAndARetryIsOneThere() {
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().requests().fail(there(), Product.SEERR);
        household.awaitStatus(anna, id, "failed");
        household.read(anna, id).then().body("failureReason", equalTo("error"));
        moderator.api().post("/media-requests/{id}/retry", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        assertThat(household.quietOverseerr().requests().all())
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(2));
    }

    @Test
    void whatIsRemovedThereFailsHere() {
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().requests().delete(there());
        household.awaitStatus(anna, id, "failed");
        household.read(anna, id).then().body("decisionNote", containsString("removed in Overseerr"));
        moderator.api().post("/media-requests/{id}/retry", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
    }

    @Test
    void numbersThatNobodyKnowsAreIgnored() {
        String id = processing(household.film(anna, MATRIX));
        household.quietOverseerr().requests().setStatus(there(), 42);
        household.quietOverseerr().library().setStatus("movie", MATRIX, 99);
        household.quietOverseerr().log().clear();
        await().until(() -> household
                        .quietOverseerr()
                        .log()
                        .matching("GET", "/api/v1/request/" + there())
                        .size()
                > 1);
        household.read(anna, id).then().body("status", equalTo("processing"));
        household.quietOverseerr().library().addMovie(MATRIX);
        household.awaitStatus(anna, id, "completed");
    }

    @Test
    void aModeratorMayCloseByHand() {
        String id = processing(household.seasons(anna, BREAKING_BAD, List.of(1, 2)));
        moderator
                .api()
                .post("/media-requests/{id}/complete", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("seasons.status", equalTo(List.of("completed", "completed")));
        assertThat(steps(id)).containsExactly("pending", "approved", "processing", "available", "completed");
    }

    @Test
    void openRequestsAreFoundByTheirIndex() {
        Sql.run("""
                insert into media.media_requests (user_id, title, media_type, tmdb_id, status, completed_at, overseerr_id)
                select ?, 'Film ' || i, 'movie', i::varchar, 'completed', now(), i::varchar
                from generate_series(1, 3000) i
                """, anna.id());
        Sql.run("analyze media.media_requests");
        String query = OpenRequests.AFTER
                .replace("media_requests", "media.media_requests")
                .replace("$1", "'-infinity'")
                .replace("$2", "'00000000-0000-0000-0000-000000000000'")
                .replace("$3", "20");
        assertThat(String.join("\n", Sql.column("explain " + query))).contains("media_requests_open_created_at_idx");
    }

    private void listen() {
        household
                .quietOverseerr()
                .webhooks()
                .register(
                        "http://127.0.0.1:" + RestAssured.port + "/api/v1/webhooks/overseerr",
                        MediaTestResource.WEBHOOK_SECRET);
    }

    private String processing(String id) {
        moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        return id;
    }

    private int there() {
        return household.quietOverseerr().requests().all().getFirst().id();
    }

    private static List<String> steps(String id) {
        return Sql.column(
                "select to_status from media.media_request_history where request_id = ?::uuid order by seq", id);
    }
}
