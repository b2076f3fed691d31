package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.local.journey.EventStream.Event;
import io.medianest.local.journey.Portal.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The one stream of everything, with the real services behind it. */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventsIT {
    private static final String EVENTS = "/events";
    private static final String BOX = "events box";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A second, and what a busy machine adds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static RunningStack stack;
    private static Instant signedIn;
    private static EventStream untilTheEnd;

    @BeforeAll
    static void start() {
        stack = RunningStack.get();
        stack.youtube().channel().addVideo("events_vide", "Waves", 2);
        stack.youtube().channel().addPlaylist("PLmedianestevents01", "Waves", List.of("events_vide"));
        stack.youtube().channel().addPlaylist("PLmedianestevents02", "More waves", List.of("events_vide"));
        signedIn = Instant.now();
        untilTheEnd = stack.newPerson("patient").stream(EVENTS);
    }

    @AfterAll
    static void stop() {
        if (untilTheEnd != null) {
            untilTheEnd.close();
        }
    }

    @Test
    @Order(1)
    void everyKindComesInOneConnectionAndEachGoesOnWhereItWas() throws IOException {
        Portal mia = stack.newPerson("mia");
        Portal quiet = stack.newPerson("quiet");
        String last;
        String lastOfQuiet;
        int port = freePort();
        try (EventStream mias = mia.stream(EVENTS);
                EventStream quiets = quiet.stream(EVENTS)) {
            String film = mia.post("/media-requests", film("603")).text("id");
            String download = mia.post("/youtube-downloads", playlist("01")).text("id");
            watchBox(port);
            heard(mias, "media-request", event -> isAbout(event, film));
            heard(mias, "youtube-download", event -> isAbout(event, download));
            Event off = heard(mias, "service-status", event -> isBox(event, "offline"));
            assertThat(off.data().path("cause").asText()).isEqualTo("Nothing listens there.");
            assertThat(off.id()).contains("media=medianest.", "youtube=medianest.", "monitor=medianest.services-");
            heard(quiets, "service-status", event -> isBox(event, "offline"));
            assertThat(quiets.events()).noneMatch(event -> isAbout(event, film) || isAbout(event, download));
            last = mias.lastId();
        }
        try (EventStream another = stack.newPerson("silent").stream(EVENTS)) {
            // Who comes back without a place in one of them may have missed something of it, and is told to read anew.
            lastOfQuiet = await().atMost(PATIENCE).until(another::lastId, EventsIT::isInEveryPart);
            assertThat(another.events()).extracting(Event::name).doesNotContain("media-request");
        }
        String film = mia.post("/media-requests", film("604")).text("id");
        String download = mia.post("/youtube-downloads", playlist("02")).text("id");
        try (ServerSocket back = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(back.isBound()).isTrue();
            await().atMost(PATIENCE)
                    .until(() ->
                            quiet.get("/services/events%20box").text("status").equals("online"));
        }
        try (EventStream mias = mia.stream(EVENTS, last);
                EventStream quiets = quiet.stream(EVENTS, lastOfQuiet)) {
            heard(mias, "media-request", event -> isAbout(event, film));
            heard(mias, "youtube-download", event -> isAbout(event, download));
            heard(mias, "service-status", event -> isBox(event, "online"));
            heard(quiets, "service-status", event -> isBox(event, "online"));
            for (EventStream stream : List.of(mias, quiets)) {
                assertThat(stream.events()).extracting(Event::name).doesNotContain("reset", "away");
            }
        }
    }

    @Test
    @Order(2)
    void aKeyHearsWhatItsScopesAllow() {
        Portal person = stack.newPerson("automation");
        Portal requests = key(person, "requests:read");
        Portal status = key(person, "status:read");
        try (EventStream ofRequests = requests.stream(EVENTS);
                EventStream ofStatus = status.stream(EVENTS);
                EventStream all = person.stream(EVENTS)) {
            String film = person.post("/media-requests", film("605")).text("id");
            String changed = "changed " + UUID.randomUUID();
            publish(changed, 1, "It is back.");
            heard(all, "media-request", event -> isAbout(event, film));
            heard(all, "service-status", event -> isOf(event, changed));
            heard(ofRequests, "media-request", event -> isAbout(event, film));
            heard(ofStatus, "service-status", event -> isOf(event, changed));
            assertThat(ofRequests.events()).extracting(Event::name).containsOnly("media-request");
            assertThat(ofStatus.events()).extracting(Event::name).containsOnly("service-status");
        }
    }

    @Test
    @Order(3)
    void itEndsWhereSomebodySignsOutAndNowhereElse() {
        String email = stack.newUser("twice");
        Portal phone = stack.portal().signIn(email, RunningStack.PASSWORD, "phone");
        Portal tablet = stack.portal().signIn(email, RunningStack.PASSWORD, "tablet");
        Browser browser = stack.browser();
        String csrf = browser.send("POST", "/auth/session", """
                {"email":"%s","password":"%s"}
                """.formatted(email, RunningStack.PASSWORD), null)
                .text("csrfToken");
        try (EventStream phones = phone.stream(EVENTS);
                EventStream tablets = tablet.stream(EVENTS);
                EventStream browsers = browser.stream(EVENTS)) {
            assertThat(phone.post("/auth/logout").status()).isEqualTo(204);
            await().atMost(AT_ONCE).until(phones::hasEnded);
            assertThat(browser.send("DELETE", "/auth/session", null, csrf).status())
                    .isEqualTo(204);
            await().atMost(AT_ONCE).until(browsers::hasEnded);
            assertThat(tablets.hasEnded()).isFalse();
        }
        assertThat(stack.portal().get(EVENTS).status()).isEqualTo(401);
    }

    @Test
    @Order(4)
    void itEndsWithItsToken() {
        Instant end = signedIn.plus(RunningStack.TOKEN_LIFE);
        assertThat(untilTheEnd.hasEnded()).isEqualTo(Instant.now().isAfter(end));
        await().atMost(RunningStack.TOKEN_LIFE.plus(PATIENCE)).until(untilTheEnd::hasEnded);
        assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plus(PATIENCE));
    }

    private static Portal key(Portal person, String scope) {
        Answer made = person.post("/auth/api-keys", "{\"name\":\"Lights\",\"scopes\":[\"%s\"]}".formatted(scope));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        return stack.portal().as(made.text("key"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void watchBox(int port) {
        Answer answer = stack.admin()
                .send("PUT", "/service-configs/events%20box?test=false", """
                {"serviceUrl":"tcp://127.0.0.1:%d","enabled":true,"configData":
                  {"kind":"tcp","intervalSeconds":5,"failureThreshold":1,"recoveryThreshold":1}}
                """.formatted(port), "application/json");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static void publish(String service, long version, String cause) {
        try (TopicWriter topic = new TopicWriter(stack.bootstrapServers())) {
            topic.publish(new ServiceStatusChanged(service, "online", "degraded", Instant.now(), cause), version);
        }
    }

    private static Event heard(EventStream stream, String name, Predicate<Event> wanted) {
        await("a " + name)
                .atMost(PATIENCE)
                .until(() ->
                        stream.events().stream().anyMatch(event -> event.name().equals(name) && wanted.test(event)));
        return stream.events().stream()
                .filter(event -> event.name().equals(name) && wanted.test(event))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isInEveryPart(String id) {
        return Stream.of("media=", "youtube=", "monitor=").allMatch(id::contains);
    }

    private static boolean isAbout(Event event, String id) {
        return event.data().path("id").asText().equals(id);
    }

    private static boolean isBox(Event event, String to) {
        return isOf(event, BOX) && event.data().path("to").asText().equals(to);
    }

    private static boolean isOf(Event event, String service) {
        return event.data().path("serviceName").asText().equals(service);
    }

    private static String film(String tmdbId) {
        return "{\"mediaType\":\"movie\",\"tmdbId\":\"" + tmdbId + "\"}";
    }

    private static String playlist(String number) {
        return "{\"playlistUrl\":\"https://www.youtube.com/playlist?list=PLmedianestevents" + number + "\"}";
    }
}
