package io.medianest.auth.key;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household;
import io.medianest.auth.Household.Person;
import io.medianest.database.LoginRole;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.TestStores;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyRotationTest {
    private static final int CLIENTS = 8;
    private static final int ROTATIONS = 3;

    private final SigningKeys keys;

    SigningKeyRotationTest(SigningKeys keys) {
        this.keys = keys;
    }

    @Test
    void aKeySignsOnlyOnceEverybodyCouldReadIt() throws Throwable {
        execute("update auth.signing_keys set activated_at = now() - interval '31 days' where state = 'current'");
        execute("update auth.signing_keys set created_at = now() + interval '1 hour' where state = 'next'");
        String current = one("select kid from auth.signing_keys where state = 'current'");
        String next = one("select kid from auth.signing_keys where state = 'next'");

        subscribeAndAwait(keys::check);
        assertThat(keys.current().getKeyID()).isEqualTo(current);

        execute("update auth.signing_keys set created_at = now() - interval '11 minutes' where state = 'next'");
        subscribeAndAwait(keys::check);

        assertThat(keys.current().getKeyID()).isEqualTo(next);
        assertThat(one("select state || coalesce(private_key, ' without the private part')"
                        + " from auth.signing_keys where kid = '" + current + "'"))
                .isEqualTo("retired without the private part");
        assertThat(one("select expires_at > now() + interval '6 minutes' from auth.signing_keys where kid = '" + current
                        + "'"))
                .isEqualTo("t");
        assertThat(one("select count(*) from auth.signing_keys where state = 'next'"))
                .isEqualTo("1");
        subscribeAndAwait(keys::check);
        assertThat(keys.current().getKeyID()).isEqualTo(next);
    }

    @Test
    @Tag("full")
    void noRequestIsRefusedWhileKeysRotate() throws Throwable {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            people.add(Household.person(Role.USER));
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        Set<String> signedWith = new HashSet<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<String>>> running = people.stream()
                    .map(person -> clients.submit(() -> live(person, done, answered, refused)))
                    .toList();
            for (int i = 0; i < ROTATIONS; i++) {
                rotate();
                int before = answered.get();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> answered.get() > before + 10 * CLIENTS || !refused.isEmpty());
            }
            done.set(true);
            for (Future<List<String>> tokens : running) {
                for (String token : tokens.get()) {
                    assertThat(me(token).statusCode())
                            .as("its key is retired at most")
                            .isEqualTo(200);
                    signedWith.add(kid(token));
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(signedWith).hasSizeGreaterThanOrEqualTo(ROTATIONS);
        assertThat(given().get("/api/v1/auth/jwks.json").jsonPath().getList("keys.kid", String.class))
                .containsAll(signedWith);
    }

    @Test
    void aRetiredKeyIsForgottenOnceItsTokensHaveExpired() throws Throwable {
        String old = keys.current().getKeyID();
        rotate();
        execute("update auth.signing_keys set expires_at = now() - interval '1 second' where kid = '" + old + "'");
        assertThat(given().get("/api/v1/auth/jwks.json").jsonPath().getList("keys.kid", String.class))
                .doesNotContain(old);

        execute("update auth.signing_keys set expires_at = now() - interval '2 days' where kid = '" + old + "'");
        subscribeAndAwait(keys::check);
        assertThat(one("select count(*) from auth.signing_keys where kid = '" + old + "'"))
                .isEqualTo("0");
    }

    /** As the operator's command asks for it; the service looks by itself. */
    private void rotate() throws SQLException {
        String before = keys.current().getKeyID();
        execute("update auth.signing_keys set rotation_requested_at = now() where state = 'current'");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !keys.current().getKeyID().equals(before));
    }

    /** Reads, and gets new tokens by refresh tokens, until told to stop; returns the access tokens. */
    private static List<String> live(Person person, AtomicBoolean done, AtomicInteger answered, Queue<String> refused) {
        List<String> tokens = new ArrayList<>(List.of(person.accessToken()));
        String refreshToken = person.refreshToken();
        while (!done.get() && refused.isEmpty()) {
            for (int i = 0; i < 3; i++) {
                note(me(tokens.getLast()), answered, refused);
            }
            Response refreshed = given().contentType("application/json")
                    .body(Map.of("refreshToken", refreshToken))
                    .post("/api/v1/auth/token/refresh");
            note(refreshed, answered, refused);
            if (refreshed.statusCode() == 200) {
                tokens.add(refreshed.path("accessToken"));
                refreshToken = refreshed.path("refreshToken");
            }
        }
        return tokens;
    }

    private static void note(Response answer, AtomicInteger answered, Queue<String> refused) {
        if (answer.statusCode() == 200) {
            answered.incrementAndGet();
        } else {
            refused.add(answer.asString());
        }
    }

    private static Response me(String token) {
        return given().auth().oauth2(token).get("/api/v1/auth/me");
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
