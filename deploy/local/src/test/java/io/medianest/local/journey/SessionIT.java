package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.journey.Portal.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browsers and API keys through the gateway: signed in without a token, signed out everywhere at once. */
class SessionIT {
    /** A second, and what a busy machine adds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static final String FILM = "{\"mediaType\":\"movie\",\"tmdbId\":\"%s\"}";

    private final RunningStack stack = RunningStack.get();

    @Test
    void aBrowserIsSignedInByACookieUntilItSignsOut() {
        Browser browser = stack.browser();
        String email = stack.newUser("browser");

        Answer signedIn = browser.send("POST", "/auth/session", """
                {"email":"%s","password":"%s"}
                """.formatted(email, RunningStack.PASSWORD), null);

        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(signedIn.body().fieldNames()).toIterable().containsExactlyInAnyOrder("user", "csrfToken");
        String csrf = signedIn.text("csrfToken");
        assertThat(browser.cookies()).containsOnlyKeys("medianest");
        Map<String, String> before = Map.copyOf(browser.cookies());
        assertThat(browser.get("/auth/session").text("csrfToken")).isEqualTo(csrf);
        assertThat(browser.send("POST", "/media-requests", FILM.formatted("13"), null)
                        .code())
                .isEqualTo("CSRF");
        try (EventStream stream = browser.stream("/media-requests/events")) {
            assertThat(browser.send("POST", "/media-requests", FILM.formatted("13"), csrf)
                            .status())
                    .isEqualTo(201);
            await().untilAsserted(() -> assertThat(stream.events()).isNotEmpty());

            assertThat(browser.send("DELETE", "/auth/session", null, csrf).status())
                    .isEqualTo(204);

            await().atMost(AT_ONCE).until(stream::hasEnded);
        }
        assertThat(browser.cookies()).isEmpty();
        browser.cookies().putAll(before);
        await().atMost(AT_ONCE).until(() -> browser.get("/auth/me").status() == 401);
        assertThat(browser.cookies()).as("a dead cookie is cleared").isEmpty();
        assertThat(stack.logs()).doesNotContain(before.get("medianest"));
    }

    @Test
    void anApiKeyDoesWhatItIsForUntilItIsRevoked() {
        Portal person = stack.newPerson("automation");
        Answer made = person.post("/auth/api-keys", "{\"name\":\"Lights\",\"scopes\":[\"requests:read\"]}");
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        String key = made.text("key");
        Portal automation = stack.portal().as(key);

        assertThat(automation.get("/media-requests").status()).isEqualTo(200);
        assertThat(automation.post("/media-requests", FILM.formatted("13")).code())
                .isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(automation.get("/auth/api-keys").status()).isEqualTo(403);

        assertThat(person.send("DELETE", "/auth/api-keys/" + made.text("id"), null, "application/json")
                        .status())
                .isEqualTo(204);
        await().atMost(AT_ONCE).until(() -> automation.get("/media-requests").status() == 401);
        assertThat(stack.logs()).doesNotContain(key);
    }
}
