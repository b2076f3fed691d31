package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.gateway.support.RawHttp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnGateway
class BodyLimitTest {
    private static final int LIMIT = 256 * 1024;
    private static final String CHUNKED =
            "POST /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

    @TestHTTPResource("/")
    URL gateway;

    @Test
    void aBodyOfTheLimitPasses() {
        given().body("x".repeat(LIMIT))
                .post("/api/v1/media/echo")
                .then()
                .statusCode(200)
                .body("length", equalTo(LIMIT));
    }

    @Test
    void oneByteMoreDoesNot() {
        given().body("x".repeat(LIMIT + 1))
                .post("/api/v1/media/echo")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("PAYLOAD_TOO_LARGE"));
    }

    @Test
    void chunksUpToTheLimitPass() {
        String answer = RawHttp.exchange(gateway, CHUNKED + chunk(LIMIT - 10) + chunk(10) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"length\":" + LIMIT);
    }

    @Test
    void chunksBeyondItDoNotAlthoughNobodySaidTheirLength() {
        String answer = RawHttp.exchange(gateway, CHUNKED + chunk(LIMIT) + chunk(1) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("PAYLOAD_TOO_LARGE");
    }

    @Test
    void anEndlessBodyIsAnsweredAndCut() {
        String answer = RawHttp.exchange(gateway, CHUNKED + chunk(LIMIT) + chunk(LIMIT));
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("PAYLOAD_TOO_LARGE");
    }

    @Test
    void whoSendsALongBodyToItsEndReadsTheAnswer() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.toURI().resolve("/api/v1/media/echo"))
                    .POST(BodyPublishers.ofByteArray(new byte[8 << 20]))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("PAYLOAD_TOO_LARGE");
        }
    }

    @Test
    void whoIsAnsweredBeforeTheBodyMaySendItYet() throws Exception {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4194304\r\n\r\n"
                    .getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            String begin = new String(in.readNBytes(12), US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(new byte[65_536]);
            }
            assertThat(begin + new String(in.readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("PAYLOAD_TOO_LARGE");
        }
    }

    @Test
    void whoNeverStopsSendingIsCutOff() throws Exception {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            byte[] chunk = chunk(1 << 20).getBytes(US_ASCII);
            socket.getOutputStream().write(CHUNKED.getBytes(US_ASCII));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            socket.getOutputStream().write(chunk);
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void anAnnouncedBodyThatIsTooLongIsNotWaitedFor() {
        String answer = RawHttp.exchange(
                gateway,
                "POST /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void whoAsksFirstMaySendThen() {
        String answer = RawHttp.exchange(
                gateway,
                "POST /api/v1/media/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                        + "Connection: close\r\n\r\nok");
        assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 200 ").contains("\"body\":\"ok\"");
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }
}
