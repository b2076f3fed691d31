package io.medianest.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.medianest.gateway.support.FakeServices;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway waits for minutes here, so that nothing but the client's leaving can end a request. */
@QuarkusTest
@WithTestResource(value = StoresTestResource.class, initArgs = @ResourceArg(name = "role", value = "gateway"))
@WithTestResource(value = FakeServices.class, initArgs = @ResourceArg(name = "patience", value = "10m"))
class DisconnectTest {

    @TestHTTPResource("/")
    URL gateway;

    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/media-requests/events", "/api/v1/media/slow"})
    void theServiceLearnsThatAClientHasGone(String path) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Correlation-Id: " + id + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            Awaitility.await().until(() -> ServiceLog.state(id).equals("running"));
        }

        Awaitility.await().until(() -> ServiceLog.state(id).equals("closed"));
    }
}
