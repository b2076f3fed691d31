package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.media.support.RequestNews;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stream.EventStream;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who wants what somebody has asked for already is told about it, too. */
@MediaTest
class FollowsTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member bert;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        bert = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
    }

    @Test
    void whatIsTakenIsFollowedInstead() {
        household.disconnect();
        String id = household.film(anna, 603);
        String taken = bert.api()
                .body(Map.of("mediaType", "movie", "tmdbId", "603"))
                .post("/media-requests")
                .then()
                .statusCode(409)
                .extract()
                .path("requestId");
        assertThat(taken).isEqualTo(id);
        household.read(bert, id).then().statusCode(404);
        follow(bert, taken).then().statusCode(204);
        household.read(bert, id).then().statusCode(200).body("followers", equalTo(1));
        household.read(anna, id).then().body("followers", equalTo(1));
        moderator.api().queryParam("q", "TMDB").get("/media-requests").then().body("items[0].followers", equalTo(1));

        bert.api().delete("/media-requests/{id}/follow", id).then().statusCode(204);
        bert.api().delete("/media-requests/{id}/follow", id).then().statusCode(204);
        household.read(bert, id).then().statusCode(404);
        household.read(anna, id).then().body("followers", equalTo(0));
    }

    @Test
    void aFollowerHearsWhatWhoeverAskedHearsAndSeesLess() {
        household.disconnect();
        String id = household.film(anna, 603);
        try (EventStream berts = RequestNews.open(bert.token(), null);
                EventStream annas = RequestNews.open(anna.token(), null)) {
            follow(bert, id).then().statusCode(204);
            moderator
                    .api()
                    .body(Map.of("note", "Not for you, Anna"))
                    .post("/media-requests/{id}/decline", id)
                    .then()
                    .statusCode(200);
            assertThat(berts.await(RequestNews.of(id, "failed")).data())
                    .isEqualTo(annas.await(RequestNews.of(id, "failed")).data());
            assertThat(berts.events()).hasSize(1);
        }
        household
                .read(bert, id)
                .then()
                .body("status", equalTo("failed"))
                .body("failureReason", equalTo("declined"))
                .body("decisionNote", nullValue())
                .body("user", nullValue());
        bert.api()
                .get("/media-requests/{id}/history", id)
                .then()
                .body("items.to", contains("pending", "failed"))
                .body("items.actorId", contains(null, null))
                .body("items.note", contains(null, null));
        anna.api()
                .get("/media-requests/{id}/history", id)
                .then()
                .body("items[1].actorId", equalTo(moderator.id().toString()))
                .body("items[1].note", equalTo("Not for you, Anna"));
        bert.api().delete("/media-requests/{id}", id).then().statusCode(404);
    }

    @Test
    void whatOneFollowsIsAListOfItsOwn() {
        String followed = household.film(anna, 603);
        household.film(anna, 604);
        household.film(bert, 605);
        follow(bert, followed).then().statusCode(204);
        bert.api()
                .queryParam("followed", "true")
                .get("/media-requests")
                .then()
                .body("items.id", contains(followed))
                .body("items[0].user", nullValue());
        bert.api().get("/media-requests").then().body("items", hasSize(1)).body("items[0].tmdbId", equalTo("605"));
        anna.api().queryParam("followed", "true").get("/media-requests").then().body("items", hasSize(0));
    }

    @Test
    void onesOwnRequestNeedsNoFollowing() {
        String id = household.film(anna, 603);
        follow(anna, id).then().statusCode(204);
        household.read(anna, id).then().body("followers", equalTo(0));
    }

    @Test
    void whatHasEndedIsNotThereForOthers() {
        String id = household.film(anna, 603);
        follow(bert, id).then().statusCode(204);
        anna.api().delete("/media-requests/{id}", id).then().statusCode(204);
        follow(bert, id).then().statusCode(204);
        follow(household.stranger(Role.USER), id).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        follow(moderator, id).then().statusCode(204);
        follow(bert, UUID.randomUUID().toString()).then().statusCode(404);
    }

    @Test
    void ofTwentyAtOnceOneCounts() {
        String id = household.film(anna, 603);
        assertThat(Parallel.times(20, i -> follow(bert, id)))
                .extracting(Response::statusCode)
                .containsOnly(204);
        assertThat(Sql.value("select count(*) from media.request_followers where request_id = ?::uuid", id))
                .isEqualTo("1");
    }

    private static Response follow(Member member, String id) {
        return member.api().post("/media-requests/{id}/follow", id);
    }
}
