package io.medianest.gateway;

import static io.restassured.RestAssured.given;

import io.medianest.database.LoginRole;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The access tokens of the gateway's tests, whose key the gateway knows. */
final class Tokens {
    private static @Nullable TestTokens published;

    private Tokens() {}

    /** Publishes the key once, and waits until the gateway takes it: it reads unknown keys at most once a second. */
    static synchronized TestTokens get() {
        if (published == null) {
            published = TestTokens.publish(
                    TestStores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), TestStores.password());
        }
        TestTokens tokens = published;
        Awaitility.await().until(() -> isTaken(tokens.of(UUID.randomUUID(), Role.USER)));
        return tokens;
    }

    private static boolean isTaken(String token) {
        return given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/media-requests")
                        .statusCode()
                == 200;
    }
}
