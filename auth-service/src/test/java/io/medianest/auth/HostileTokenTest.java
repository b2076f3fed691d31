package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.database.LoginRole;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.HostileTokens;
import io.medianest.testing.token.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HostileTokenTest {
    private static final List<String> DOORS =
            List.of("/api/v1/auth/me", "/api/v1/users", "/api/v1/auth/devices", "/api/v1/auth/password");

    @Test
    void opensNoDoor() {
        Person admin = Household.admin();
        TestTokens good =
                TestTokens.publish(TestStores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), TestStores.password());
        Map<String, String> tokens = HostileTokens.all(good, admin.id());
        tokens.put("refresh token", admin.refreshToken());
        List<String> opened = new ArrayList<>();

        tokens.forEach((name, token) -> DOORS.forEach(door -> {
            int status = door.endsWith("password")
                    ? given().auth()
                            .oauth2(token)
                            .contentType("application/json")
                            .body(Map.of("currentPassword", Household.PASSWORD, "newPassword", "staple battery horse"))
                            .post(door)
                            .statusCode()
                    : given().auth().oauth2(token).get(door).statusCode();
            if (status != 401) {
                opened.add(name + " at " + door + ": " + status);
            }
        }));

        assertThat(opened).isEmpty();
        given().auth()
                .oauth2(good.of(admin.id(), Role.ADMIN))
                .get("/api/v1/users")
                .then()
                .statusCode(200);
    }
}
