package io.medianest.monitor.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.Event;
import io.medianest.events.revocation.TokenRevoked;
import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stream.EventStream;
import io.medianest.testing.stream.EventStream.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients hear of services while it happens. */
@MonitorTest
class StreamTest {
    private static final String PATH = "/api/v1/services/events";
    private static final Instant AT = Instant.parse("2026-05-01T10:00:00.123Z");

    @RegisterExtension
    static final Household household = new Household();

    private final String service = "stream " + UUID.randomUUID();
    private Member user;

    @BeforeEach
    void somebody() {
        user = household.member(Role.USER);
    }

    @Test
    void everybodyHearsThatSomethingIsOffAndNobodyWhereItIs() {
        Member admin = household.member(Role.ADMIN);
        try (EventStream users = open(null);
                EventStream admins = EventStream.open(PATH, admin.token(), null)) {
            assertThat(users.header("Content-Type")).startsWith("text/event-stream");
            assertThat(users.header("Cache-Control")).isEqualTo("no-store");
            admin.api()
                    .body(Map.of(
                            "serviceUrl",
                            "tcp://127.0.0.1:1",
                            "enabled",
                            true,
                            "configData",
                            Map.of("kind", "tcp", "displayName", "Behind the sofa")))
                    .put("/service-configs/{name}?test=false", service)
                    .then()
                    .statusCode(200);

            Received told = users.await(isAbout(service, "offline"));

            assertThat(told.name()).isEqualTo("service-status");
            assertThat(told.id()).matches("medianest\\.services-0-\\d+");
            assertThat(told.json().getMap("$"))
                    .containsOnlyKeys("serviceName", "from", "to", "at", "cause")
                    .containsEntry("cause", "Nothing listens there.");
            assertThat(Instant.parse(told.json().getString("at"))).isBefore(Instant.now());
            admins.await(isAbout(service, "offline"));
            assertThat(users.events()).noneMatch(event -> event.data().contains("127.0.0.1"));
            admin.api().delete("/service-configs/{name}", service).then().statusCode(204);
        }
    }

    @Test
    void onlyStatesAreToldAndWhatIsNotKnownIsLeftOut() {
        try (EventStream stream = open(null)) {
            publish(new ServiceConfigChanged(service, true, false));
            publish(new ServiceStatusChanged(service, null, "online", AT, null));

            Received told = stream.await(isAbout(service, "online"));

            assertThat(told.data())
                    .isEqualTo("{\"serviceName\":\"%s\",\"from\":null,\"to\":\"online\",\"at\":\"%s\"}"
                            .formatted(service, AT));
            assertThat(stream.events())
                    .filteredOn(event -> event.data().contains(service))
                    .hasSize(1);
        }
    }

    @Test
    void aClientThatComesBackHearsWhatItMissed() {
        publish(change("offline"));
        String last;
        try (EventStream stream = open(null)) {
            publish(change("degraded"));
            last = stream.await(isAbout(service, "degraded")).id();
        }
        publish(change("online"));
        try (EventStream stream = open(last)) {
            stream.await(isAbout(service, "online"));
            assertThat(stream.events()).noneMatch(event -> "reset".equals(event.name()));
            assertThat(stream.events()).extracting(Received::id).doesNotContain(last);
        }
    }

    @Test
    void aClientThatHeardNothingYetIsResumedToo() {
        publish(change("offline"));
        String last;
        try (EventStream stream = open(null)) {
            last = await().until(stream::lastId, Objects::nonNull);
        }
        publish(change("online"));
        try (EventStream stream = open(last)) {
            stream.await(isAbout(service, "online"));
            assertThat(stream.events()).noneMatch(event -> "reset".equals(event.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"medianest.services-0-999999999", "medianest.users-0-0", "nonsense"})
    void aClientThatCannotBeResumedReadsAnew(String lastEventId) {
        try (EventStream stream = open(lastEventId)) {
            stream.await(event -> "reset".equals(event.name()));
            publish(change("online"));
            stream.await(isAbout(service, "online"));
        }
    }

    @Test
    void itIsAliveUntilItsTokenEndsOrIsRevoked() {
        Member other = household.member(Role.USER);
        String ending = household
                .people()
                .tokens()
                .of(
                        other.id(),
                        Role.USER,
                        claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(3))));
        try (EventStream expiring = EventStream.open(PATH, ending, null);
                EventStream revoked = open(null);
                EventStream others = EventStream.open(PATH, other.token(), null)) {
            assertThat(expiring.status()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(others.comments()).contains("open", "alive"));
            publish(TokenRevoked.ofUser(user.id(), 1, Instant.now().plusSeconds(300)));
            revoked.awaitEnd();
            expiring.awaitEnd();
            publish(change("online"));
            others.await(isAbout(service, "online"));
        }
    }

    @Test
    void fiveAreEnoughForAnybody() {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                streams.add(open(null));
            }
            assertThat(streams).extracting(EventStream::status).containsOnly(200);
            try (EventStream sixth = open(null)) {
                assertThat(sixth.status()).isEqualTo(429);
                assertThat(sixth.header("Retry-After")).isNotNull();
            }
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void nobodyListensWithoutSigningIn() {
        try (EventStream stream = EventStream.open(PATH, null, null)) {
            assertThat(stream.status()).isEqualTo(401);
        }
        user.api().accept("application/json").get("/services/events").then().statusCode(406);
    }

    private EventStream open(String lastEventId) {
        return EventStream.open(PATH, user.token(), lastEventId);
    }

    private ServiceStatusChanged change(String to) {
        return new ServiceStatusChanged(service, "unknown", to, AT, "It does not answer.");
    }

    private static Predicate<Received> isAbout(String service, String to) {
        return event -> "service-status".equals(event.name())
                && service.equals(event.json().getString("serviceName"))
                && to.equals(event.json().getString("to"));
    }

    private static void publish(Event event) {
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(event, 1);
        }
    }
}
