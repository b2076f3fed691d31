package io.medianest.monitor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.events.deadletter.DeadLetterHeaders;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MonitorTest
class DeadLetterTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void sign() {
        admin = household.member(Role.ADMIN);
    }

    @Test
    void theyAreListedGivenBackAndPutAway() {
        String first = letter(Topics.YOUTUBE_DOWNLOADS, "first");
        String second = letter(Topics.YOUTUBE_DOWNLOADS, "second");

        admin.api()
                .get("/dead-letters?topic=youtube-downloads&limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains(second, first), "items.reason", contains("it broke", "it broke"))
                .body("items.consumer", contains("somebody", "somebody"), "items.key", contains("second", "first"));
        try (KafkaProbe events = KafkaProbe.on(Topics.YOUTUBE_DOWNLOADS)) {
            admin.api()
                    .post("/dead-letters/" + first + "/replay")
                    .then()
                    .statusCode(200)
                    .body("replayedAt", notNullValue());
            var again = events.awaitRecord(record -> "first".equals(record.key()), "event that is published again");
            assertThat(new String(
                            again.headers()
                                    .lastHeader(DeadLetterHeaders.REPLAY_FOR)
                                    .value(),
                            StandardCharsets.UTF_8))
                    .isEqualTo("somebody");
        }
        admin.api().delete("/dead-letters/" + second).then().statusCode(204);

        admin.api()
                .get("/dead-letters?topic=medianest.youtube-downloads&limit=1")
                .then()
                .body("items.id", contains(first), "items[0].replayedAt", notNullValue());
        assertThat(Sql.column(
                        "select changes #>> '{state,new}' from audit.change_log where table_name = 'dead_letter_marks'"
                                + " and actor_id = ? order by id",
                        admin.id().toString()))
                .containsExactly("replayed", "discarded");
    }

    @Test
    void thoseOfAllTopicsAreOneList() {
        List<String> newest =
                List.of(letter(Topics.USERS, "a"), letter(Topics.MEDIA_REQUESTS, "b"), letter(Topics.USERS, "c"));

        String cursor = admin.api()
                .get("/dead-letters?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains(newest.get(2), newest.get(1)))
                .extract()
                .path("nextCursor");
        admin.api()
                .get("/dead-letters?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.id", contains(newest.get(0)));
        admin.api().get("/dead-letters?limit=100").then().body("items.topic", hasItems("medianest.users"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        admin.api().get("/dead-letters?topic=weather").then().statusCode(400);
        admin.api()
                .post("/dead-letters/medianest.users.dlq-0-999999/replay")
                .then()
                .statusCode(404);
        admin.api().delete("/dead-letters/nonsense").then().statusCode(404);
        admin.api()
                .get("/dead-letters?topic=revocations")
                .then()
                .body("items", hasSize(0), "nextCursor", equalTo(null));
    }

    private static String letter(Topic topic, String key) {
        UUID id = UUID.randomUUID();
        Map<String, String> headers = new HashMap<>(EventPublisher.headers(id, "test.failed", 1));
        headers.put(DeadLetterHeaders.REASON, "it broke");
        headers.put(DeadLetterHeaders.CONSUMER, "somebody");
        try (EventPublisher publisher = EventPublisher.create()) {
            var place = publisher.publish(topic.deadLetters().name(), key, headers, "{}");
            return place.topic() + "-" + place.partition() + "-" + place.offset();
        }
    }
}
