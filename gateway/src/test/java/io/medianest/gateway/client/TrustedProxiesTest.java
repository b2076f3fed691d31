package io.medianest.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/8, ::1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true"
    })
    void knowsItsNetworks(String network, String address, boolean contained) {
        assertThat(new TrustedProxies(Optional.of(List.of(network))).contain(address))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "10.0.0.0/33", "10.0.0.0/", "10.0.0.1/8", "0.0.0.0/0", "::/0", "proxy", "fe80::1%1"})
    void refusesWhatIsNoNetworkAndNamesTheProperty(String text) {
        assertThatThrownBy(() -> new TrustedProxies(Optional.of(List.of(text))))
                .hasMessageContaining("medianest.trusted-proxies");
    }

    @Test
    void trustsNobodyUnlessTold() {
        assertThat(new TrustedProxies(Optional.empty()).contain("127.0.0.1")).isFalse();
    }

    @Test
    void readsForwarded() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Forwarded", "for=192.0.2.1;proto=http, For=\"[2001:db8::1]:4711\";by=x")
                .add("Forwarded", "proto=https;for=_hidden");

        assertThat(ForwardedHeaders.FORWARDED.addresses(headers))
                .containsExactly("192.0.2.1", "[2001:db8::1]:4711", "_hidden");
        assertThat(ForwardedHeaders.FORWARDED.scheme(headers)).contains("https");
        assertThat(ForwardedHeaders.address("[2001:db8::1]:4711")).isEqualTo("2001:db8::1");
        assertThat(ForwardedHeaders.address("_hidden")).isNull();
        assertThat(ForwardedHeaders.X_FORWARDED.addresses(headers)).isEmpty();
    }
}
