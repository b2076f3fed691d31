package io.medianest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.gateway.support.RawHttp;
import io.medianest.gateway.support.ServiceLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a hostile client sends: bytes on a socket. No service may see any of it. */
@QuarkusTest
@OnGateway
class HostileRequestTest {

    @TestHTTPResource("/")
    URL gateway;

    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/media/echo;x=1",
                "/api/v1/media;/echo",
                "/api/v1/media/a%3Bb",
                "/api/v1/media/a%2fb",
                "/api/v1/media%2Fecho",
                "/api/v1/media/a%5cb",
                "/api/v1/media/a\\b",
                "/api/v1//media/echo",
                "//api/v1/media/echo",
                "/api/v1/media/../users",
                "/api/v1/media/..",
                "/api/v1/media/%2e%2e/users",
                "/api/v1/media/.%2E/users",
                "/api/v1/./media/echo",
                "/api/v1/media/%00",
                "/api/v1/media/a%0d%0aX-Injected:%20yes",
                "/api/v1/media/a%2525b",
                "/api/v1/media/%zz",
                "/api/v1/media/%",
                "/api/v1/media/a|b",
                "/api/v1/media/a<b>",
                "/api/v1/media/a?q=%zz",
                "/api/v1/media/a#fragment",
                "http://evil.example/api/v1/media/echo"
            })
    void addressesOfTwoMeaningsAreRefused(String target) {
        assertRefused(get(target), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"media/echo", "*", "evil.example:80"})
    void targetsThatAreNoPathAreNotFound(String target) {
        assertThat(RawHttp.exchange(gateway, get(target)))
                .startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json");
        assertNeverSeen();
    }

    @Test
    void encodedLettersAreNoWayToAnotherRoute() {
        assertRefused(get("/api/v1/%6dedia/echo"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "TRACK", "PROPFIND", "get", "DEBUG"})
    void otherMethodsAreRefused(String method) {
        assertRefused(request(method + " /api/v1/media/echo HTTP/1.1", "Host: a"), 405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: a|Host: b",
                "Host: a|Authorization: Bearer x\\r\\nAuthorization: Bearer y",
                "Host: a|Content-Type: text/plain\\r\\nContent-Type: application/json",
                "Host: a|Origin: http://a\\r\\nOrigin: http://b",
                "X-No: host|X-At: all",
                "Host: a/b|X: y",
                "Host: a|Transfer-Encoding: gzip",
                "Host: a|Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity",
                "Host: a|Transfer-Encoding: xchunked",
                "Host: a|Transfer-Encoding: CHUNKED",
                "Host: a|Content-Length: 5\\r\\nContent-Length: 6",
                "Host: a|Content-Length: +5",
                "Host: a|Content-Length: -1",
                "Host: a|Content-Length: 5, 6",
                "Host: a|Content-Length: 0x5",
                "Host: a|Space : before",
                "Host: a|: no name"
            })
    void headersOfTwoMeaningsAreRefused(String first, String second) {
        String answer = RawHttp.exchange(
                gateway, request("POST /api/v1/media/echo HTTP/1.1", first, second.replace("\\r\\n", "\r\n")));

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertNeverSeen();
    }

    /** With both framings, a server that trusts the length would take the rest as a request of its own. */
    @Test
    void aLengthBesideChunksSmugglesNothing() {
        String answer = RawHttp.exchange(
                gateway,
                request(
                                "POST /api/v1/media/echo HTTP/1.1",
                                "Host: a",
                                "Content-Length: 4",
                                "Transfer-Encoding: chunked")
                        + "0\r\n\r\nGET /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nX-Correlation-Id: smuggled\r\n\r\n");

        assertThat(ServiceLog.state("smuggled")).isIn("never seen", "answered");
        assertThat(answer).doesNotContain("\"length\":4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "5;\r\n"})
    void brokenChunksDoNotBecomeABody(String chunks) {
        String answer = RawHttp.exchange(
                gateway, request("POST /api/v1/media/echo HTTP/1.1", "Host: a", "Transfer-Encoding: chunked") + chunks);

        assertThat(answer).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        String answer = RawHttp.exchange(
                gateway,
                keepAlive("/api/v1/media/echo?n=1") + keepAlive("/api/v1/media/a;b") + get("/api/v1/media/echo?n=3"));

        assertThat(answer.indexOf("echo?n=1")).isPositive();
        assertThat(answer.indexOf("HTTP/1.1 400")).isGreaterThan(answer.indexOf("echo?n=1"));
        assertThat(answer.indexOf("echo?n=3")).isGreaterThan(answer.indexOf("HTTP/1.1 400"));
    }

    @Test
    void headersInExcessAreRefused() {
        assertRefused(request("GET /api/v1/media/echo HTTP/1.1", "Host: a", "X-Long: " + "x".repeat(20_000)), 431);
    }

    @Test
    void addressesInExcessAreRefused() {
        assertRefused(get("/api/v1/media/" + "x".repeat(3_000)), 414);
    }

    @Test
    void anOldProtocolIsRefused() {
        assertThat(RawHttp.exchange(gateway, request("GET /api/v1/media/echo HTTP/1.0", "Host: a")))
                .contains(" 505 ")
                .contains("HTTP_VERSION_NOT_SUPPORTED");
        assertNeverSeen();
    }

    @Test
    void anUpgradeIsNotOffered() {
        String answer = RawHttp.exchange(
                gateway,
                request(
                        "GET /api/v1/media/echo HTTP/1.1",
                        "Host: a",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));

        assertThat(answer).doesNotContain("HTTP/1.1 101");
    }

    private void assertRefused(String bytes, int status) {
        String answer = RawHttp.exchange(gateway, bytes);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("application/problem+json").contains("\"status\":" + status);
        assertThat(answer).contains(id).doesNotContain("X-Injected: yes");
        assertNeverSeen();
    }

    private void assertNeverSeen() {
        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
    }

    private static String keepAlive(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private String get(String target) {
        return request("GET " + target + " HTTP/1.1", "Host: a");
    }

    private String request(String line, String... headers) {
        return line + "\r\n" + String.join("\r\n", headers) + "\r\nX-Correlation-Id: " + id
                + "\r\nConnection: close\r\n\r\n";
    }
}
