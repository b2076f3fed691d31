package io.medianest.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Publisher;
import io.medianest.media.support.RequestNews;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stream.EventStream;
import io.medianest.testing.stream.EventStream.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients hear while it happens. */
@MediaTest
class StreamTest {
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
    void peopleHearOfTheirOwnRequestsAndModeratorsOfAll() {
        try (EventStream annas = RequestNews.open(anna.token(), null);
                EventStream moderators = RequestNews.open(moderator.token(), null)) {
            assertThat(annas.status()).isEqualTo(200);
            assertThat(annas.header("Content-Type")).startsWith("text/event-stream");
            assertThat(annas.header("Cache-Control")).isEqualTo("no-store");
            String berts = household.film(bert, 604);
            String id = household.film(anna, 603);
            Received pending = annas.await(RequestNews.of(id, "pending"));
            assertThat(pending.id()).matches("medianest\\.media-requests-\\d+-\\d+");
            assertThat(pending.json().getString("type")).isEqualTo("media-request.created");
            assertThat(pending.json().getString("title")).isEqualTo("The Matrix");
            assertThat(pending.json().getString("phase")).isEqualTo("pending");
            assertThat(pending.json().getString("userId")).isEqualTo(anna.id().toString());

            moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
            annas.await(RequestNews.of(id, "approved"));
            annas.await(RequestNews.of(id, "processing"));
            household.quietOverseerr().library().addMovie(603);
            annas.await(RequestNews.of(id, "available"));
            annas.await(RequestNews.of(id, "completed"));
            moderators.await(RequestNews.of(berts, "pending"));
            moderators.await(RequestNews.of(id, "completed"));
            assertThat(annas.events())
                    .noneMatch(event -> berts.equals(event.json().getString("id")));
        }
    }

    @Test
    void aClientThatComesBackHearsWhatItMissed() {
        String first = household.film(anna, 603);
        List<String> missed = new ArrayList<>();
        String last;
        try (EventStream stream = RequestNews.open(anna.token(), null)) {
            moderator.api().post("/media-requests/{id}/decline", first).then().statusCode(200);
            last = stream.await(RequestNews.of(first, "failed")).id();
        }
        for (int film : List.of(604, 605, 27205)) {
            missed.add(household.film(anna, film));
        }
        try (EventStream stream = RequestNews.open(anna.token(), last)) {
            missed.forEach(id -> stream.await(RequestNews.of(id, "pending")));
            assertThat(stream.events()).noneMatch(event -> "reset".equals(event.name()));
            assertThat(stream.events()).extracting(Received::id).doesNotContain(last);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"medianest.media-requests-0-999999999", "medianest.users-0-0", "nonsense", "-1-1", "'; --"})
    void aClientThatCannotBeResumedReadsAnew(String lastEventId) {
        try (EventStream stream = RequestNews.open(anna.token(), lastEventId)) {
            stream.await(event -> "reset".equals(event.name()));
            String id = household.film(anna, 603);
            stream.await(RequestNews.of(id, "pending"));
        }
    }

    @Test
    void aSilentStreamShowsThatItIsAlive() {
        try (EventStream stream = RequestNews.open(anna.token(), null)) {
            await().untilAsserted(() -> assertThat(stream.comments()).contains("open", "alive"));
        }
    }

    @Test
    void aStreamEndsWithItsToken() {
        String token = household
                .tokens()
                .of(
                        anna.id(),
                        Role.USER,
                        claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(3))));
        try (EventStream stream = RequestNews.open(token, null)) {
            assertThat(stream.status()).isEqualTo(200);
            stream.awaitEnd();
        }
    }

    @Test
    void aStreamEndsWhenItsTokenIsRevoked() {
        try (EventStream annas = RequestNews.open(anna.token(), null);
                EventStream berts = RequestNews.open(bert.token(), null)) {
            Publisher.publish(
                    UUID.randomUUID(),
                    TokenRevoked.ofUser(anna.id(), 1, Instant.now().plusSeconds(300)));
            annas.awaitEnd();
            String id = household.film(bert, 603);
            berts.await(RequestNews.of(id, "pending"));
        }
    }

    @Test
    void fiveStreamsAreEnoughForAnybody() {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                streams.add(RequestNews.open(anna.token(), null));
                assertThat(streams.getLast().status()).isEqualTo(200);
            }
            try (EventStream sixth = RequestNews.open(anna.token(), null);
                    EventStream berts = RequestNews.open(bert.token(), null)) {
                assertThat(sixth.status()).isEqualTo(429);
                assertThat(sixth.header("Content-Type")).startsWith("application/problem+json");
                assertThat(sixth.header("Retry-After")).isNotNull();
                assertThat(berts.status()).isEqualTo(200);
            }
            streams.removeFirst().close();
            await().until(() -> {
                try (EventStream again = RequestNews.open(anna.token(), null)) {
                    return again.status() == 200;
                }
            });
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void nobodyListensWithoutSigningIn() {
        try (EventStream stream = RequestNews.open(null, null)) {
            assertThat(stream.status()).isEqualTo(401);
        }
        anna.api()
                .accept("application/json")
                .get("/media-requests/events")
                .then()
                .statusCode(406);
    }
}
