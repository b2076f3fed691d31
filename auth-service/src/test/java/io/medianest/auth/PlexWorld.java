package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.medianest.auth.Household.Person;
import io.medianest.simulators.plex.PlexSimulator;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Plex as a test arranges it, and people who sign in with it. */
final class PlexWorld {
    /** The libraries of the household's server that are shared with somebody who may come in. */
    static final List<String> SHARED = List.of("1", "2");

    static final List<String> NOTHING = List.of();
    private static final AtomicInteger IDS = new AtomicInteger(3_000_000);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private PlexWorld() {}

    /**
     * Somebody at Plex.
     *
     * @param id as Plex knows the account
     */
    record Account(int id, String username, String email) {}

    /**
     * A sign-in that has begun.
     *
     * @param cookie of the browser that began it; null if no browser did
     */
    record Pin(
            String pinId,
            String code,
            String authUrl,
            @Nullable String cookie) {}

    /** Everything at Plex as it was at the start, and the household's server connected. */
    static void reset() {
        control("POST", "/reset", null);
        connect("{}");
    }

    /** Enters the household's server, with these settings. */
    static void connect(String configData) {
        Household.execute("""
                insert into monitor.service_config (service_name, service_url, config_data) values ('plex', ?, ?::jsonb)
                on conflict (service_name) do update
                    set service_url = excluded.service_url, config_data = excluded.config_data, enabled = true
                """, property(PlexTestResource.SERVER), configData);
    }

    static void disconnect() {
        Household.execute("delete from monitor.service_config where service_name = 'plex'");
    }

    /** Somebody new at Plex, with whom these libraries are shared. */
    static Account account(List<String> sections) {
        int id = IDS.incrementAndGet();
        return account(id, "plexer" + id, "plexer" + id + "@example.net", sections);
    }

    static Account account(int id, String username, String email, List<String> sections) {
        control("POST", "/accounts", Map.of("id", id, "username", username, "email", email, "sections", sections));
        return new Account(id, username, email);
    }

    /** Shares these libraries from now on; none ends the access. */
    static void share(Account account, List<String> sections) {
        control("PUT", "/accounts/" + account.id() + "/sections", Map.of("sections", sections));
    }

    static void revokeTokens(Account account) {
        control("POST", "/accounts/" + account.id() + "/revoke", null);
    }

    /** Something that goes wrong at plex.tv. */
    static void fault(Map<String, Object> fault) {
        control("POST", "/faults", fault);
    }

    static void clearFaults() {
        given().delete(property(PlexTestResource.PLEX_TV) + "/__control/faults")
                .then()
                .statusCode(204);
    }

    /** What plex.tv was asked: a method, a space and a path, in order. */
    static List<String> asked() {
        List<Map<String, Object>> log = given().get(property(PlexTestResource.PLEX_TV) + "/__control/log")
                .jsonPath()
                .getList("");
        return log.stream()
                .map(entry -> entry.get("method") + " " + entry.get("path"))
                .toList();
    }

    static void expire(Pin pin) {
        Map<String, Object> found = given().get(property(PlexTestResource.PLEX_TV) + "/__control/state")
                .jsonPath()
                .getMap("pins.find { it.code == '" + pin.code() + "' }");
        control("POST", "/pins/" + found.get("id") + "/expire", null);
    }

    /** A caller at an address of its own. */
    static RequestSpecification caller() {
        return given().header("X-Forwarded-For", address()).contentType("application/json");
    }

    /** An address that nobody else has. */
    static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "198.19.%d.%d".formatted(number / 250, number % 250 + 1);
    }

    /** Begins a sign-in on an app. */
    static Pin begin() {
        return pin(caller().body("{}").post("/api/v1/auth/plex/pins"));
    }

    /** Begins a sign-in in a browser. */
    static Pin beginInBrowser() {
        return pin(caller().header("Origin", "https://portal.example.org")
                .body("{}")
                .post("/api/v1/auth/plex/pins"));
    }

    static Pin pin(Response answer) {
        answer.then().statusCode(201);
        String cookie = answer.getHeaders().getValues("Set-Cookie").stream()
                .map(header -> header.substring(0, header.indexOf(';')))
                .findFirst()
                .orElse(null);
        return new Pin(answer.path("pinId"), answer.path("code"), answer.path("authUrl"), cookie);
    }

    /** The person approves the PIN on Plex's page. */
    static void approve(Pin pin, Account account) {
        control("POST", "/pins/approve", Map.of("code", pin.code(), "account", account.id()));
    }

    static Response complete(Pin pin) {
        RequestSpecification request = caller();
        if (pin.cookie() != null) {
            request.header("Cookie", pin.cookie());
        }
        return request.post("/api/v1/auth/plex/pins/" + pin.pinId() + "/complete");
    }

    /** Completes it once plex.tv may be asked again. */
    static Response completeSoon(Pin pin) {
        AtomicReference<Response> last = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.set(complete(pin));
                    return last.get().statusCode() != 202;
                });
        return last.get();
    }

    /** Signs somebody in with Plex. */
    static Person signIn(Account account) {
        Pin pin = begin();
        approve(pin, account);
        return Household.person(completeSoon(pin));
    }

    /** The owner's machine identifier. */
    static String machineIdentifier() {
        return PlexSimulator.MACHINE_IDENTIFIER;
    }

    private static void control(String method, String path, @Nullable Object body) {
        RequestSpecification request = given().contentType("application/json");
        if (body != null) {
            request.body(body);
        }
        int status = request.request(method, property(PlexTestResource.PLEX_TV) + "/__control" + path)
                .statusCode();
        if (status != 204 && status != 200) {
            throw new AssertionError(method + " " + path + " answered " + status);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), "Plex was not started");
    }
}
