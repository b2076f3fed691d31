package io.medianest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLogTest {

    @Test
    void tellsTheMessageAndTheFirstCause() {
        assertThat(JsonLog.sentence("""
                        {"level":"ERROR","message":"Failed to start application","stackTrace":": java.lang.RuntimeException: \
                        Failed to start quarkus\\n\\tat a.B.c(D.java:1)\\nCaused by: x.InvalidSecretException: The pepper is too \
                        short\\n\\tat a.B.c(D.java:2)\\n"}""")).isEqualTo("ERROR Failed to start application: The pepper is too short");
    }

    @Test
    void tellsWhatHasNoStackTrace() {
        assertThat(JsonLog.sentence("{\"level\":\"INFO\",\"message\":\"gateway stopped in 0.7s\"}"))
                .isEqualTo("INFO gateway stopped in 0.7s");
    }

    @Test
    void leavesOtherLinesAloneButShort() {
        assertThat(JsonLog.sentence("Error: could not find java.base")).isEqualTo("Error: could not find java.base");
        assertThat(JsonLog.sentence("[1, 2]")).isEqualTo("[1, 2]");
        assertThat(JsonLog.sentence("x".repeat(5_000))).hasSize(401).endsWith("…");
    }
}
