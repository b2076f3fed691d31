package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.journey.Portal.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every key is changed by one command while people go on: nobody is refused, nobody has to sign in again. */
@Tag("full")
class RotationIT {
    private static final String PREFIX = "select left(private_key, 6) from auth.signing_keys where state = 'current'";

    private static final String NEWLY_HASHED = "select count(*) from auth.session_tokens where token_hash like 'v2:%'";

    private final RunningStack stack = RunningStack.get();
    private final Portal nobody = stack.portal();
    private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void nobodyNoticesThatKeysAreChanged() throws Exception {
        String email = stack.newUser("steady");
        Portal before = nobody.signIn(email, RunningStack.PASSWORD, "phone");
        String key = before.post("/auth/api-keys", "{\"name\":\"Lights\",\"scopes\":[\"requests:read\"]}")
                .text("key");
        String refreshToken = refreshToken(email);
        String formerPrefix = stack.query(PREFIX).getFirst();
        AtomicBoolean done = new AtomicBoolean();

        try (ExecutorService people = Executors.newFixedThreadPool(3)) {
            List<Future<?>> busy = List.of(
                    people.submit(() -> refreshUntil(done, refreshToken)),
                    people.submit(() -> signInUntil(done, email)),
                    people.submit(() -> askUntil(done, key)));
            try {
                assertThat(stack.operate("keyset", "rotate", "auth")).contains("all are under the primary key");
                assertThat(stack.operate("keyset", "rotate", "connections")).contains("all are under the primary key");
                assertThat(stack.operate("pepper", "rotate")).contains("The pepper v2 hashes from now on");
                assertThat(stack.operate("signing-keys", "rotate")).contains("as soon as everybody knows it");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !stack.query(NEWLY_HASHED).equals(List.of("0")));
            } finally {
                done.set(true);
            }
            for (Future<?> person : busy) {
                person.get();
            }
        }

        assertThat(refusals).isEmpty();
        assertThat(answers).hasPositiveValue();
        assertThat(stack.query(PREFIX).getFirst()).isNotEqualTo(formerPrefix);
        assertThat(nobody.as(key).get("/media-requests").status()).isEqualTo(200);
        assertThat(nobody.as(key).get("/media/search?query=matrix").status())
                .as("the key may not search")
                .isEqualTo(403);
        assertThat(before.get("/media/search?query=matrix").status()).isEqualTo(200);
        assertThat(stack.logs()).doesNotContain(key);
    }

    private String refreshToken(String email) {
        return login(email).text("refreshToken");
    }

    private Answer login(String email) {
        return nobody.post(
                "/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, RunningStack.PASSWORD));
    }

    private void refreshUntil(AtomicBoolean done, String first) {
        String token = first;
        while (!done.get()) {
            Answer answer = nobody.post("/auth/token/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
            note(answer);
            token = answer.text("refreshToken");
        }
    }

    private void signInUntil(AtomicBoolean done, String email) {
        while (!done.get()) {
            Answer answer = login(email);
            note(answer);
            note(nobody.as(answer.text("accessToken")).get("/auth/me"));
        }
    }

    private void askUntil(AtomicBoolean done, String key) {
        while (!done.get()) {
            note(nobody.as(key).get("/media-requests"));
        }
    }

    private void note(Answer answer) {
        answers.incrementAndGet();
        if (answer.status() != 200) {
            refusals.add(answer);
        }
    }
}
