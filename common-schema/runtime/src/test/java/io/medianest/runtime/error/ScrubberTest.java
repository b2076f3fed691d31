package io.medianest.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=CANARY-1",
                "\"password\": \"CANARY 1\"",
                "{\"apiKey\":\"CANARY\"}",
                "api_key: CANARY,",
                "X-Plex-Token=CANARY&x=1",
                "http://plex:32400/library?X-Plex-Token=CANARY",
                "Authorization: Bearer CANARY.CANARY",
                "authorization=Basic CANARYCANARY",
                "Cookie: __Host-medianest=CANARY; other=CANARY",
                "refreshToken='CANARY'",
                "newPassword: CANARY",
                "postgresql://owner:CANARY@localhost:5432/medianest",
                "redis://:CANARY@127.0.0.1",
                "Bearer CANARYCANARY",
                "eyJhbGciOiJFUzI1NiJ9.CANARY.CANARY",
                "-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----",
                "key CANARYCANARYCANARYCANARYCANARY1234567890",
                "CANARY@example.org signed in",
                "clientSecret = CANARY",
                "medianest.secrets.pepper.token=CANARY"
            })
    void secretsAreTakenOut(String text) {
        assertThat(Scrubber.lines("It failed: " + text + " and so on", 1_000)).doesNotContain("CANARY");
        assertThat(Scrubber.line("It failed: " + text, 1_000)).doesNotContain("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Request 0195f2a4-7b1c-7d2e-8f3a-4b5c6d7e8f90 was not found",
                "duplicate key value violates unique constraint \"media_requests_pkey\"",
                "at io.medianest.media.request.MediaRequests.create(MediaRequests.java:42)",
                "Connection refused: localhost/127.0.0.1:5432",
                "The film 603 is already requested"
            })
    void whatHelpsToFindTheCauseStays(String text) {
        assertThat(Scrubber.line(text, 1_000)).isEqualTo(text);
    }

    @Test
    void aLineIsOneLineWithoutControlCharacters() {
        assertThat(Scrubber.line("a\r\nb\u0000c\u202ed", 100)).isEqualTo("a b c d");
        assertThat(Scrubber.lines("a\r\n\tb\u0000", 100)).isEqualTo("a\n\tb");
    }

    @Test
    void aPathHasNoQuery() {
        assertThat(Scrubber.path("/media/search?query=private#x", 100)).isEqualTo("/media/search");
    }

    @Test
    void textsAreCutBetweenCharacters() {
        assertThat(Scrubber.line("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(Scrubber.line("abcdef", 3)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "password", "://a", "eyJ", "a@", "-----BEGIN A", "\"", "token= ", "a@b."})
    void noTextTakesLong(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Scrubber.lines(text, 8_000));
    }
}
