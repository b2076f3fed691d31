package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.postFrom;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.Rate;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimitTest {
    private static final String WRONG = "not the one that it is";

    private final RateLimiter limiter;
    private final RateLimitPolicies policies;

    LimitTest(RateLimiter limiter, RateLimitPolicies policies) {
        this.limiter = limiter;
        this.policies = policies;
    }

    @Test
    void anAccountIsHeldAfterFiveFailuresWhetherItExistsOrNot() {
        String known = Household.unsigned(Role.USER, Map.of());
        String unknown = UUID.randomUUID() + "@example.org";
        for (String email : List.of(known, unknown)) {
            for (int i = 0; i < 5; i++) {
                login(email, WRONG).then().statusCode(401);
            }
            Response held = login(email.toUpperCase(Locale.ROOT), PASSWORD);
            held.then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .body("code", equalTo("RATE_LIMITED"))
                    .body("policy", equalTo("sign-in"));
            assertThat(Integer.parseInt(held.header("Retry-After"))).isBetween(100, 180);
            assertThat(held.headers().getValues("RateLimit-Policy"))
                    .containsExactly("\"sign-in-address\";q=20;w=900", "\"sign-in\";q=5;w=900");
        }
        login(known, PASSWORD).then().statusCode(429);
        assertThat(query(
                        "select count(*) from auth.security_events e join auth.users u on u.id = e.user_id"
                                + " where u.email = ? and type = 'rate-limited' and suspicious",
                        known))
                .containsExactly("1");
    }

    @Test
    void successesDoNotCount() {
        String email = Household.unsigned(Role.USER, Map.of());
        for (int i = 0; i < 7; i++) {
            login(email, PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void manyGuessesAtOnceAreNotMore() throws Exception {
        String email = Household.unsigned(Role.USER, Map.of());

        List<Integer> statuses = Parallel.run(20, i -> login(email, WRONG).statusCode());

        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(5);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(15);
    }

    @Test
    void aDeviceThatHasSignedInBeforeFromThereIsNotLockedOut() {
        String home = address();
        String email = Household.unsigned(Role.USER, Map.of());
        Map<String, Object> body =
                Map.of("email", email, "password", PASSWORD, "device", Map.of("name", "Ada's phone"));
        postFrom(home, "/auth/login", body).then().statusCode(200);
        for (int i = 0; i < 6; i++) {
            login(email, WRONG);
        }

        postFrom(home, "/auth/login", body).then().statusCode(200);
        // Its name alone proves nothing, nor does its network alone.
        postFrom(address(), "/auth/login", body).then().statusCode(429);
        postFrom(home, "/auth/login", Map.of("email", email, "password", PASSWORD))
                .then()
                .statusCode(429);
        // And it may guess no more often than others.
        Map<String, Object> wrong = Map.of("email", email, "password", WRONG, "device", Map.of("name", "Ada's phone"));
        for (int i = 0; i < 5; i++) {
            postFrom(home, "/auth/login", wrong).then().statusCode(401);
        }
        postFrom(home, "/auth/login", body).then().statusCode(429);
    }

    @Test
    void anAddressIsHeldAfterTwentyFailures() {
        String address = address();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            Map<String, Object> guess = Map.of("email", UUID.randomUUID() + "@example.org", "password", WRONG);
            statuses.add(postFrom(address, "/auth/login", guess).statusCode());
        }

        assertThat(statuses).containsOnly(401, 429).endsWith(429);
        assertThat(statuses.indexOf(429)).isGreaterThanOrEqualTo(20);
        assertThat(heldAt(address)).containsExactly("sign-in-address");
    }

    @Test
    void askingForAWayBackInWithoutEndIsRecordedOnce() {
        String address = address();
        Map<String, Object> body = Map.of("email", UUID.randomUUID() + "@example.org");
        for (int i = 0; i < 6; i++) {
            postFrom(address, "/auth/password/forgot", body).then().statusCode(i < 3 ? 202 : 429);
        }
        assertThat(heldAt(address)).containsExactly("password-reset");
    }

    @Test
    void guessingTheSetupTokenIsLimited() {
        Household.admin();
        String address = address();
        Map<String, Object> guess =
                Map.of("setupToken", "guess", "email", "evil@example.org", "name", "Evil", "password", PASSWORD);
        for (int i = 0; i < 20; i++) {
            assertThat(postFrom(address, "/auth/setup", guess).statusCode()).isIn(403, 409);
        }
        for (int i = 0; i < 3; i++) {
            postFrom(address, "/auth/setup", guess).then().statusCode(429).body("policy", equalTo("setup"));
        }
        Awaitility.await().until(() -> heldAt(address).equals(List.of("setup")));
    }

    @Test
    void guessingTheCurrentPasswordIsLimited() {
        Person person = Household.person(Role.USER);
        Person other = Household.person(Role.USER);
        Map<String, String> guess = Map.of("currentPassword", WRONG, "newPassword", "another long and good sentence");
        for (int i = 0; i < 10; i++) {
            person.asks().body(guess).post("/api/v1/auth/password").then().statusCode(403);
        }
        person.asks().body(guess).post("/api/v1/auth/password").then().statusCode(429);
        other.asks().body(guess).post("/api/v1/auth/password").then().statusCode(403);
    }

    @Test
    void refreshingWithoutEndIsLimitedForTheDeviceAlone() throws Throwable {
        Person phone = Household.person(Role.USER);
        Person laptop = Household.signIn(phone.email());
        String device = query(
                        "select device_id from auth.session_tokens where user_id = ? order by id limit 1", phone.id())
                .getFirst();
        RateLimitPolicy policy = policies.named("refresh");
        VertxContextSupport.subscribeAndAwait(() -> Multi.createFrom()
                .range(0, policy.rate().count() + 50)
                .onItem()
                .transformToUniAndConcatenate(i -> limiter.take(policy, LimitSubject.hashed(device)))
                .collect()
                .last());

        Household.refresh(phone.refreshToken()).then().statusCode(429).body("policy", equalTo("refresh"));
        assertThat(query(
                        "select detail->>'policy' from auth.security_events where type = 'rate-limited' and user_id = ?",
                        phone.id()))
                .containsExactly("refresh");
        Household.refresh(laptop.refreshToken()).then().statusCode(200);
        Household.refresh("no such token").then().statusCode(401);
    }

    @Test
    void whatUsersDidIsRecordedOnceForTheAdminToSee() throws Throwable {
        Person person = Household.person(Role.USER);
        RateLimitPolicy policy = new RateLimitPolicy("media-requests", new Rate(100, Duration.ofHours(1)));
        for (int i = 0; i < 3; i++) {
            VertxContextSupport.subscribeAndAwait(() -> limiter.take(policy, LimitSubject.user(person.id())));
        }
        // Somebody who is gone meanwhile holds nobody else's record up.
        VertxContextSupport.subscribeAndAwait(() -> limiter.take(policy, LimitSubject.user(UUID.randomUUID())));

        String path = "/api/v1/users/" + person.id() + "/rate-limits";
        Person admin = Household.admin();
        Awaitility.await().until(() -> recorded(person) == 3);
        VertxContextSupport.subscribeAndAwait(() -> limiter.take(policy, LimitSubject.user(person.id())));
        Awaitility.await().until(() -> recorded(person) == 4);

        admin.asks().get(path).then().statusCode(200).body("items.endpoint", hasItems("media-requests"));
        person.asks().get(path).then().statusCode(403);
        admin.asks()
                .get("/api/v1/users/" + UUID.randomUUID() + "/rate-limits")
                .then()
                .statusCode(404);
        Person fresh = Household.person(Role.USER);
        admin.asks()
                .get("/api/v1/users/" + fresh.id() + "/rate-limits")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    private static int recorded(Person person) {
        return query("select sum(request_count) from auth.rate_limits where user_id = ?", person.id()).stream()
                .filter(sum -> sum != null)
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static Response login(String email, String password) {
        return post("/auth/login", Map.of("email", email, "password", password));
    }

    private static List<String> heldAt(String address) {
        return query(
                "select detail->>'policy' from auth.security_events where type = 'rate-limited' and ip = ?::inet",
                address);
    }

    private static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "198.19.%d.%d".formatted(random.nextInt(256), random.nextInt(256));
    }
}
