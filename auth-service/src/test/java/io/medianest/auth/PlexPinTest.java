package io.medianest.auth;

import static io.medianest.auth.Household.query;
import static io.medianest.auth.PlexWorld.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.auth.PlexWorld.Account;
import io.medianest.auth.PlexWorld.Pin;
import io.medianest.encryption.SecureTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PINs under attack, in a crowd, and while Plex is in trouble. */
@QuarkusTest
class PlexPinTest {

    @BeforeEach
    void arrange() {
        Household.admin();
        PlexWorld.reset();
    }

    @AfterEach
    void calm() {
        PlexWorld.clearFaults();
        // What was asked of us while Plex was in trouble is over before the next test.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> PlexWorld.caller()
                                .body("{}")
                                .post("/api/v1/auth/plex/pins")
                                .statusCode()
                        == 201);
    }

    @Test
    void onlyTheBrowserThatBeganCompletes() {
        Pin pin = PlexWorld.beginInBrowser();
        assertThat(pin.cookie()).isNotNull();
        PlexWorld.approve(pin, PlexWorld.account(SHARED));
        Pin stolen = new Pin(pin.pinId(), pin.code(), pin.authUrl(), null);
        Pin ofAnother = new Pin(
                pin.pinId(),
                pin.code(),
                pin.authUrl(),
                PlexWorld.beginInBrowser().cookie());

        PlexWorld.complete(stolen).then().statusCode(403).body("code", equalTo("OTHER_BROWSER"));
        PlexWorld.complete(ofAnother).then().statusCode(403).body("code", equalTo("OTHER_BROWSER"));
        assertThat(polls()).isEmpty();

        Response answer = PlexWorld.completeSoon(pin);
        answer.then().statusCode(200);
        assertThat(answer.getHeader("Set-Cookie")).contains("Max-Age=0");
    }

    @Test
    void theCookieIsReadByNoScriptAndSentToNobodyElse() {
        Response https = PlexWorld.caller()
                .header("Origin", "https://portal.example.org")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "portal.example.org")
                .body("{}")
                .post("/api/v1/auth/plex/pins");

        assertThat(https.getHeader("Set-Cookie"))
                .startsWith("__Host-medianest")
                .contains("Path=/", "Secure", "SameSite=Lax")
                .contains("HttpOnly")
                .doesNotContain("Domain");
    }

    @Test
    void aBrowserGetsASessionOfItsOwn() {
        Account mia = PlexWorld.account(SHARED);
        Pin pin = PlexWorld.beginInBrowser();
        openSession(pin).then().statusCode(202).body("status", equalTo("waiting"));
        PlexWorld.approve(pin, mia);

        AtomicReference<Response> last = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            last.set(openSession(pin));
            return last.get().statusCode() != 202;
        });

        last.get()
                .then()
                .statusCode(200)
                .body("user.plexUsername", equalTo(mia.username()))
                .body("csrfToken", notNullValue());
        assertThat(last.get().getHeaders().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("medianest=") && !cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("medianest-plex-pin=;") && cookie.contains("Max-Age=0"));
        openSession(pin).then().statusCode(410);
        Pin stolen = PlexWorld.beginInBrowser();
        PlexWorld.approve(stolen, mia);
        openSession(new Pin(stolen.pinId(), "", "", null)).then().statusCode(403);
    }

    private static Response openSession(Pin pin) {
        RequestSpecification request = PlexWorld.caller().body(Map.of("pinId", pin.pinId()));
        return (pin.cookie() == null ? request : request.header("Cookie", pin.cookie())).post("/api/v1/auth/session");
    }

    @Test
    void aGuessedPinIsLikeOneThatExpired() {
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, PlexWorld.account(SHARED));
        PlexWorld.completeSoon(pin).then().statusCode(200);
        Pin expired = PlexWorld.begin();
        PlexWorld.expire(expired);
        Pin guessed = new Pin(SecureTokens.create(), "", "", null);

        for (Pin each : List.of(pin, expired, guessed)) {
            PlexWorld.completeSoon(each)
                    .then()
                    .statusCode(410)
                    .body("code", equalTo("PIN_EXPIRED"))
                    .body("correlationId", notNullValue());
        }
        PlexWorld.complete(new Pin("x".repeat(1_000), "", "", null)).then().statusCode(410);
    }

    @Test
    void fiftyAtOnceAskPlexOnceAndOneSignsIn() {
        Account mia = PlexWorld.account(SHARED);
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, mia);

        long begun = System.nanoTime();
        List<Response> answers = Parallel.run(50, number -> PlexWorld.complete(pin));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 202, 410);
        // Once, unless the machine is so busy that another second began meanwhile.
        assertThat((long) polls().size()).isBetween(1L, 1 + seconds);
        assertThat(query(
                        "select count(*) from auth.devices d join auth.users u on u.id = d.user_id where u.plex_id = ?",
                        Integer.toString(mia.id())))
                .containsExactly("1");
    }

    @Test
    void plexIsAskedOnceASecondHoweverManyWait() {
        Pin pin = PlexWorld.begin();

        long begun = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            PlexWorld.complete(pin).then().statusCode(202);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        assertThat((long) polls().size()).isBetween(1L, 1 + seconds);
        PlexWorld.approve(pin, PlexWorld.account(SHARED));
        PlexWorld.completeSoon(pin).then().statusCode(200);
    }

    @Test
    void plexInTroubleIsAnswered503AndThePinStays() {
        Pin pin = PlexWorld.begin();
        PlexWorld.approve(pin, PlexWorld.account(SHARED));
        for (Map<String, Object> trouble : List.<Map<String, Object>>of(
                Map.of("kind", "status", "status", 503, "times", 1, "path", "/api/v2/pins/*"),
                Map.of("kind", "drop", "times", 1, "path", "/api/v2/user"),
                Map.of("kind", "status", "status", 200, "body", "<html>", "times", 1, "path", "/api/v2/resources*"))) {
            PlexWorld.fault(trouble);
            Response answer = PlexWorld.completeSoon(pin);
            answer.then().statusCode(503).body("code", equalTo("PLEX_UNAVAILABLE"));
            assertThat(answer.header("Retry-After")).isNotNull();
        }

        awaitStatus(pin, status -> status == 200);
    }

    @Test
    void aSlowPlexIsNotWaitedForForEver() {
        PlexWorld.fault(Map.of("kind", "hang", "times", 1, "path", "/api/v2/pins"));

        PlexWorld.caller()
                .body("{}")
                .post("/api/v1/auth/plex/pins")
                .then()
                .statusCode(503)
                .body("code", equalTo("PLEX_UNAVAILABLE"));
    }

    @Test
    void plexIsLeftAloneForAsLongAsItWants() {
        Pin pin = PlexWorld.begin();
        PlexWorld.fault(Map.of("kind", "status", "status", 429, "retryAfterSeconds", 2, "times", 1));

        PlexWorld.complete(pin).then().statusCode(503).header("Retry-After", "2");
        int asked = PlexWorld.asked().size();
        PlexWorld.caller().body("{}").post("/api/v1/auth/plex/pins").then().statusCode(503);

        assertThat(PlexWorld.asked()).hasSize(asked);
        awaitStatus(pin, status -> status == 202);
    }

    @Test
    void anAddressBeginsOnlySoMany() {
        List<Integer> statuses = Parallel.run(
                12,
                number -> Household.postFrom("198.51.100.77", "/auth/plex/pins", "{}")
                        .statusCode());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(2);
    }

    @Test
    void allTogetherAreBounded() {
        Household.execute("""
                insert into auth.plex_pins (pin_hash, plex_pin_id, code, expires_at)
                select 'full' || n, n, 'code', now() + interval '10 minutes' from generate_series(1, 1000) n
                """);
        try {
            PlexWorld.caller()
                    .body("{}")
                    .post("/api/v1/auth/plex/pins")
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("PLEX_PINS_BUSY"));
        } finally {
            Household.execute("delete from auth.plex_pins where pin_hash like 'full%'");
        }
    }

    private static void awaitStatus(Pin pin, Predicate<Integer> wanted) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> wanted.test(PlexWorld.complete(pin).statusCode()));
    }

    private static List<String> polls() {
        return PlexWorld.asked().stream()
                .filter(call -> call.startsWith("GET /api/v2/pins/"))
                .toList();
    }
}
