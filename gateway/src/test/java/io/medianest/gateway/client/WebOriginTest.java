package io.medianest.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://media.example.org, https://media.example.org",
        "https://media.example.org:443, https://media.example.org",
        "HTTPS://Media.Example.org, https://media.example.org",
        "http://media.example.org:443, http://media.example.org:443",
        "http://my_nas:8080, http://my_nas:8080",
        "http://[::1]:8080, http://[::1]:8080",
        "http://192.168.1.5:80, http://192.168.1.5"
    })
    void readsWhatBrowsersSend(String header, String origin) {
        assertThat(WebOrigin.of(header)).map(WebOrigin::toString).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "media.example.org",
                "https://",
                "https://media.example.org/",
                "https://media.example.org/path",
                "https://a@media.example.org",
                "https://media.example.org:",
                "https://media.example.org:x",
                "https://media.example.org:123456",
                "https://media.example.org https://media.example.org",
                "https://media.example.org\n",
                " https://media.example.org",
                "file://media.example.org",
                "chrome-extension://abc"
            })
    void nothingElseIsAnOrigin(String header) {
        assertThat(WebOrigin.of(header)).isEmpty();
        assertThat(WebOrigin.of(null)).isEmpty();
    }

    @Test
    void loopbackIsWhatNeverLeavesTheMachine() {
        assertThat(WebOrigin.of("http://localhost:8080").orElseThrow().isLoopback())
                .isTrue();
        assertThat(WebOrigin.of("http://app.localhost").orElseThrow().isLoopback())
                .isTrue();
        assertThat(WebOrigin.of("http://[::1]").orElseThrow().isLoopback()).isTrue();
        assertThat(WebOrigin.of("http://localhost.example.org").orElseThrow().isLoopback())
                .isFalse();
        assertThat(WebOrigin.of("http://127.0.0.1.example.org").orElseThrow().isLoopback())
                .isFalse();
    }
}
