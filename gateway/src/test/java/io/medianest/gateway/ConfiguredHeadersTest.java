package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.gateway.support.Exchanged;
import io.medianest.runtime.security.CsrfTokens;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnGateway
@TestProfile(ConfiguredHeadersTest.PublicAddressAndOneOrigin.class)
class ConfiguredHeadersTest {
    private static final String APP = "https://app.example.org";

    @TestHTTPResource("/")
    URL gateway;

    @Inject
    CsrfTokens csrf;

    private final UUID session = UUID.randomUUID();

    public static class PublicAddressAndOneOrigin implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "medianest.public-url", "https://medianest.example.org", "medianest.gateway.cors.origins", APP);
        }
    }

    @Test
    void transportSecurityOnceTheAddressIsHttps() {
        given().get("/healthz").then().header("Strict-Transport-Security", equalTo("max-age=31536000"));
    }

    @Test
    void theConfiguredOriginMayCall() {
        given().header("Origin", APP)
                .get("/api/v1/media/leak")
                .then()
                .statusCode(201)
                .header("Access-Control-Allow-Origin", equalTo(APP))
                .header("Access-Control-Expose-Headers", containsString("X-Correlation-Id"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", equalTo("origin"));
    }

    @Test
    void theConfiguredOriginIsToldWhatItMaySend() {
        given().header("Origin", APP)
                .header("Access-Control-Request-Method", "POST")
                .options("/api/v1/media-requests")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.org",
                "https://app.example.org.evil.example",
                "https://app.example.org:8443",
                "null"
            })
    void noOtherOriginMay(String origin) {
        given().header("Origin", origin)
                .get("/api/v1/media/echo")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void theCookieIsTheHostsAloneAndTheConfiguredOriginCounts() {
        String token = Tokens.get().of(UUID.randomUUID(), Role.USER, claims -> claims.claim("sid", session.toString()));
        Exchanged cookie = Exchanged.cookie(token);

        post("__Host-medianest=" + cookie.secret(), "https://medianest.example.org")
                .statusCode(200);
        // Also while a neighbour under the same domain has set a cookie without the prefix.
        post("medianest=tossed; __Host-medianest=" + cookie.secret(), "https://MEDIANEST.example.org:443")
                .statusCode(200);
        for (String origin : new String[] {
            APP,
            "http://medianest.example.org",
            "https://medianest.example.org:8443",
            "http://" + gateway.getAuthority()
        }) {
            post("__Host-medianest=" + cookie.secret(), origin).statusCode(403).body("code", equalTo("CSRF"));
        }
        cookie.end();
        given().header("Cookie", "medianest=" + "x".repeat(43))
                .get("/api/v1/media/echo")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
        given().header("Cookie", "__Host-medianest=" + "x".repeat(43))
                .get("/api/v1/media/echo")
                .then()
                .statusCode(401)
                .header("Set-Cookie", equalTo("__Host-medianest=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"));
    }

    private ValidatableResponse post(String cookies, String origin) {
        return given().header("Cookie", cookies)
                .header("Origin", origin)
                .header("X-CSRF-Token", csrf.of(session))
                .post("/api/v1/media/echo")
                .then();
    }
}
