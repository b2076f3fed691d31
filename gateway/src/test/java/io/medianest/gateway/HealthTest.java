package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.medianest.database.LoginRole;
import io.medianest.gateway.support.ServiceLog;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnGateway
class HealthTest {

    @AfterEach
    void recover() {
        ServiceLog.healthy(true);
    }

    @Test
    void itCanServeOnceItKnowsAKeyAndTheRevocations() {
        TestTokens tokens =
                TestTokens.publish(TestStores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), TestStores.password());
        String token = tokens.of(UUID.randomUUID(), Role.USER);
        Awaitility.await()
                .until(() -> given().header("Authorization", "Bearer " + token)
                                .get("/api/v1/media/echo")
                                .statusCode()
                        == 200);
        Awaitility.await().until(() -> given().get("/healthz").statusCode() == 200);
        given().get("/healthz").then().body("status", equalTo("up"));
        given().head("/healthz").then().statusCode(200);
    }

    @Test
    void theStateOfEachService() {
        given().get("/api/v1/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("degraded"))
                .body("services.name", contains("auth", "media", "monitor"))
                .body("services.status", contains("up", "up", "down"))
                .body("services*.keySet()", everyItem(is(Set.of("name", "status"))));
    }

    @Test
    void aServiceThatIsNotReadyIsDown() {
        ServiceLog.healthy(false);
        given().get("/api/v1/health").then().statusCode(200).body("services.status", contains("up", "down", "down"));
    }
}
