package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.token.HostileTokens;
import io.medianest.testing.token.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnGateway
class TokenGateTest {
    private static final String CALL = "/api/v1/media-requests";

    private final UUID user = UUID.randomUUID();
    private final String id = UUID.randomUUID().toString();
    private TestTokens tokens;

    @BeforeEach
    void theKeyIsKnown() {
        tokens = Tokens.get();
    }

    @Test
    void aGoodTokenPassesAsItIs() {
        String token = tokens.of(user, Role.USER);
        String heard = given().header("Authorization", "bearer " + token)
                .get(CALL)
                .then()
                .statusCode(200)
                .extract()
                .path("headers.find { it.name.toLowerCase() == 'authorization' }.value");
        assertThat(heard).isEqualTo("bearer " + token);
    }

    @Test
    void withoutATokenTheServiceDecides() {
        given().get(CALL).then().statusCode(200);
        given().auth().preemptive().basic("a", "b").get(CALL).then().statusCode(200);
    }

    @Test
    void noForgedTokenReachesAService() {
        for (Map.Entry<String, String> hostile : HostileTokens.all(tokens, user).entrySet()) {
            given().header("Authorization", "Bearer " + hostile.getValue())
                    .header("X-Correlation-Id", id)
                    .get(CALL)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", equalTo("Bearer"))
                    .body("code", equalTo("UNAUTHENTICATED"));
        }
        assertThat(ServiceLog.state(id)).isEqualTo("never seen");
    }

    @Test
    void aRevokedSessionAndARevokedUserAreRefused() {
        UUID session = UUID.randomUUID();
        String ofSession = tokens.of(user, Role.USER, claims -> claims.claim("sid", session.toString()));
        String ofUser = tokens.of(UUID.randomUUID(), Role.USER);
        UUID other = UUID.randomUUID();
        String ofOther = tokens.of(other, Role.ADMIN);
        assertThat(status(ofSession)).isEqualTo(200);
        assertThat(status(ofOther)).isEqualTo(200);

        try (EventPublisher publisher = EventPublisher.create()) {
            Instant until = Instant.now().plus(Duration.ofMinutes(6));
            publisher.publish(TokenRevoked.ofSession(session, until), 1);
            publisher.publish(TokenRevoked.ofUser(other, 1, until), 1);
        }

        Awaitility.await().until(() -> status(ofSession) == 401);
        Awaitility.await().until(() -> status(ofOther) == 401);
        assertThat(status(ofUser)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/auth/login",
        "POST, /api/v1/auth/token/refresh",
        "POST, /api/v1/auth/setup",
        "POST, /api/v1/auth/password/reset",
        "POST, /api/v1/auth/plex/pins/7/complete",
        "GET, /api/v1/auth/jwks.json",
        "GET, /api/v1/images/x",
        "POST, /api/v1/webhooks/overseerr"
    })
    void publicCallsAreNotHinderedByAnOldToken(String method, String path) {
        given().header("Authorization", "Bearer expired")
                .request(method, path)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/auth/login",
        "POST, /api/v1/auth/login/",
        "POST, /api/v1/auth/logout",
        "GET, /api/v1/auth/me",
        "DELETE, /api/v1/auth/session",
        "DELETE, /api/v1/images/x",
        "GET, /api/v1/users"
    })
    void allOthersAre(String method, String path) {
        given().header("Authorization", "Bearer expired")
                .request(method, path)
                .then()
                .statusCode(401);
    }

    private static int status(String token) {
        return given().header("Authorization", "Bearer " + token).get(CALL).statusCode();
    }
}
