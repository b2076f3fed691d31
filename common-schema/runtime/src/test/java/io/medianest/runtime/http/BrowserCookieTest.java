package io.medianest.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserCookieTest {
    @Test
    void overHttpsItIsTheHostsAlone() {
        assertThat(BrowserCookie.SESSION.set("abc", Duration.ofDays(1), true))
                .isEqualTo("__Host-medianest=abc; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure");
        assertThat(BrowserCookie.SESSION.clear(false))
                .isEqualTo("medianest=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    @Test
    void everyValueIsSeenWhereverItStands() {
        List<String> headers = List.of("a=b; medianest=one; c=d", "medianest=two;medianest =three;  medianest=");

        assertThat(BrowserCookie.SESSION.values(headers, false)).containsExactly("one", "two", "three", "");
        assertThat(BrowserCookie.SESSION.values(headers, true)).isEmpty();
        assertThat(BrowserCookie.PLEX_PIN.values(headers, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "medianest",
                "Medianest=x",
                "xmedianest=x",
                "medianest-plex-pin=x",
                "a=medianest=x",
                "=medianest"
            })
    void otherNamesAreOthers(String header) {
        assertThat(BrowserCookie.SESSION.values(List.of(header), false)).isEmpty();
    }
}
