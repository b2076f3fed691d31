package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Parallel;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MediaTest
class RepeatedAskingTest {
    private static final Map<String, Object> MATRIX = Map.of("mediaType", "movie", "tmdbId", "603");
    private static final Map<String, Object> BREAKING_BAD =
            Map.of("mediaType", "tv", "tmdbId", "1396", "seasons", List.of(2, 1));

    @RegisterExtension
    static final Household household = new Household();

    private final String key = UUID.randomUUID().toString();

    @Test
    void whatIsAskedTwiceUnderOneKeyIsAskedOnce() {
        Member anna = household.member(Role.USER);
        for (Map<String, Object> body : List.of(MATRIX, BREAKING_BAD)) {
            String name = key + body.get("mediaType");
            Response first = ask(anna, name, body);
            first.then().statusCode(201);
            String id = first.path("id");
            assertThat(household.read(anna, id).asString()).isEqualTo(first.asString());

            anna.api().delete("/media-requests/{id}", id).then().statusCode(204);
            Response second = ask(anna, name, body);

            assertThat(whole(second)).as("as it was answered, not as it is now").isEqualTo(whole(first));
            household.read(anna, id).then().body("failureReason", equalTo("cancelled"));
        }
        assertThat(requests()).isEqualTo("2");
    }

    @Test
    void fiftyAtOnceAreOneRequest() {
        Member anna = household.member(Role.USER);

        List<Response> answers = Parallel.times(50, i -> ask(anna, key, MATRIX));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(RepeatedAskingTest::whole).distinct()).hasSize(1);
        assertThat(requests()).isEqualTo("1");
        assertThat(Sql.value("select count(*) from media.media_request_history"))
                .isEqualTo("1");
    }

    @Test
    void aKeyIsGoodForOneBodyOfOnePerson() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        ask(anna, key, MATRIX).then().statusCode(201);

        ask(anna, key, BREAKING_BAD).then().statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        ask(bert, key, MATRIX).then().statusCode(409).body("code", equalTo("ALREADY_REQUESTED"));
        ask(bert, key, BREAKING_BAD).then().statusCode(201);
        assertThat(requests()).isEqualTo("2");
    }

    @Test
    void whatIsNoKeyIsNamed() {
        Member anna = household.member(Role.USER);
        ask(anna, "x".repeat(65), MATRIX)
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].field", equalTo("Idempotency-Key"));
        assertThat(requests()).isEqualTo("0");
        ask(anna, "x".repeat(64), MATRIX).then().statusCode(201);
    }

    private static Response ask(Member member, String key, Map<String, Object> body) {
        return member.api().header("Idempotency-Key", key).body(body).post("/media-requests");
    }

    private static String whole(Response answer) {
        return answer.statusCode() + " " + answer.header("Location") + " " + answer.header("ETag") + " "
                + answer.asString();
    }

    private static String requests() {
        return Sql.value("select count(*) from media.media_requests");
    }
}
