package io.medianest.auth;

import static io.medianest.auth.Household.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.medianest.testing.mail.Mailbox;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that pass through the service never reach its log, whatever goes wrong with them. */
@QuarkusTest
class LogTest {
    private static final String CANARY = "canary yellow feather 7351";

    private final Recorder recorder = new Recorder();
    private final Logger root = LogManager.getLogManager().getLogger("");

    @BeforeEach
    void listen() {
        root.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        root.removeHandler(recorder);
    }

    @Test
    void knowsNoSecret() {
        Person person = Household.person(Role.USER);
        String email = person.email();
        post("/auth/login", Map.of("email", email, "password", CANARY));
        post("/auth/login", Map.of("email", CANARY, "password", CANARY));
        post("/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + CANARY);
        post("/auth/login", "{\"email\":1,\"password\":[\"" + CANARY + "\"]}");
        post("/auth/setup", Map.of("setupToken", CANARY, "email", email, "name", "A", "password", CANARY));
        post("/auth/token/refresh", Map.of("refreshToken", CANARY));
        person.asks()
                .body(Map.of("currentPassword", CANARY, "newPassword", CANARY))
                .post("/api/v1/auth/password");
        Household.admin()
                .asks()
                .body(Map.of("email", email, "name", "A", "password", CANARY))
                .post("/api/v1/users")
                .then()
                .statusCode(409);
        post("/auth/password/forgot", Map.of("email", CANARY));
        post("/auth/password/forgot", Map.of("email", email));
        post("/auth/password/reset", Map.of("token", CANARY, "newPassword", CANARY));
        post("/auth/email/verify", Map.of("token", CANARY));
        post("/auth/not-me", Map.of("token", CANARY));
        post("/auth/login/second-factor", Map.of("challenge", CANARY, "code", "canary"));
        String reset = Mailbox.of(email).await("Choose another password").token();
        given().auth().oauth2(CANARY.replace(' ', '.')).get("/api/v1/auth/me");
        Household.refresh(person.refreshToken());

        assertThat(recorder.lines).noneMatch(line -> line.contains("canary"));
        for (String secret : List.of(
                person.accessToken(),
                person.refreshToken(),
                Household.setupToken(),
                Household.PASSWORD,
                email,
                reset)) {
            assertThat(recorder.lines).noneMatch(line -> line.contains(secret));
        }
    }

    private static final class Recorder extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        Recorder() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(formatter.formatMessage(record));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
