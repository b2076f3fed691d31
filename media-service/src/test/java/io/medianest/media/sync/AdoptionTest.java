package io.medianest.media.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.MediaTestResource;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.overseerr.Product;
import io.medianest.testing.stores.Sql;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people ask for in Overseerr itself becomes theirs here. */
@MediaTest
class AdoptionTest {
    private static final Map<String, Object> MATRIX = Map.of("mediaType", "movie", "mediaId", 603);

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
        household.adopt(true);
    }

    /** Or what is there would be taken over while the next test clears it away. */
    @AfterEach
    void noMore() {
        household.adopt(false);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void aFilmAskedForThereIsFollowedHere(Product product) {
        household.overseerr().options(household.overseerr().options().withProduct(product));
        int there = household.askThere(anna, MATRIX, true);
        String id = awaitAdopted(1).getFirst();
        household
                .read(anna, id)
                .then()
                .body("status", equalTo("processing"))
                .body("title", equalTo("The Matrix"))
                .body("overseerrId", equalTo(Integer.toString(there)));
        household.quietOverseerr().library().addMovie(603);
        household.awaitStatus(anna, id, "completed");
        assertThat(Sql.column(
                        "select to_status from media.media_request_history where request_id = ?::uuid order by seq",
                        id))
                .containsExactly("pending", "approved", "processing", "available", "completed");
    }

    @Test
    void seasonsAskedForThereAreTakenOverOnceThoughWebhooksTellToo() {
        household
                .quietOverseerr()
                .webhooks()
                .register(
                        "http://127.0.0.1:" + RestAssured.port + "/api/v1/webhooks/overseerr",
                        MediaTestResource.WEBHOOK_SECRET);
        household.quietOverseerr().webhooks().repeatNext(100);
        household.askThere(anna, Map.of("mediaType", "tv", "mediaId", 1396, "seasons", List.of(1, 2)), true);
        String id = awaitAdopted(1).getFirst();
        assertThat(household.read(anna, id).jsonPath().getList("seasons.number", Integer.class))
                .containsExactly(1, 2);
        await().untilAsserted(() -> assertThat(Sql.value("select count(*) from media.parked_webhooks"))
                .isEqualTo("0"));
        awaitAdopted(1);
    }

    @Test
    void whatWaitsThereIsDecidedThere() {
        int there = household.askThere(anna, MATRIX, false);
        awaitPolls();
        awaitAdopted(0);
        household.quietOverseerr().requests().approve(there);
        awaitAdopted(1);
    }

    @Test
    void whatWasSentFromHereStaysOne() {
        String id = household.film(anna, 603);
        moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        awaitPolls();
        assertThat(awaitAdopted(1)).containsExactly(id);
    }

    @Test
    void whatIsUnderWayHereIsNotTakenOverBesides() {
        String id = household.film(anna, 603);
        household.askThere(anna, MATRIX, true);
        awaitPolls();
        assertThat(awaitAdopted(1)).containsExactly(id);
        moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        assertThat(household.quietOverseerr().requests().all()).hasSize(1);
    }

    @Test
    void ofPeopleWhoAreNotHereNothingIsTaken() {
        household.askThere(anna, MATRIX, true);
        Sql.run("update auth.users set plex_id = null where id = ?", anna.id());
        Sql.run("delete from media.media_requests");
        awaitPolls();
        awaitAdopted(0);
        Sql.run(
                "insert into media.overseerr_users (user_id, overseerr_user_id, matched_by) values (?, ?, 'admin')",
                anna.id(),
                household.quietOverseerr().requests().all().getFirst().requestedBy());
        awaitAdopted(1);
    }

    @Test
    void nothingIsTakenOverWhereThatIsNotWanted() {
        household.adopt(false);
        household.askThere(anna, MATRIX, true);
        awaitPolls();
        awaitAdopted(0);
    }

    /** Waits until Overseerr was asked for changes, answered, and was asked again. */
    private void awaitPolls() {
        household.quietOverseerr().log().clear();
        await().until(() -> household
                        .quietOverseerr()
                        .log()
                        .matching("GET", "/api/v1/request")
                        .size()
                > 2);
    }

    private List<String> awaitAdopted(int count) {
        await().untilAsserted(() -> assertThat(
                        anna.api().get("/media-requests").jsonPath().getList("items.id", String.class))
                .hasSize(count));
        return anna.api().get("/media-requests").jsonPath().getList("items.id", String.class);
    }
}
