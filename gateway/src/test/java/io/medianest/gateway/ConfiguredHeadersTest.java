package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnGateway
@TestProfile(ConfiguredHeadersTest.PublicAddressAndOneOrigin.class)
class ConfiguredHeadersTest {
    private static final String APP = "https://app.example.org";

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
}
