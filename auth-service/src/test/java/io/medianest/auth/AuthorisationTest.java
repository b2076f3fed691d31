package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may call what, for every operation that the service's document names: a new one needs its entry here. */
@QuarkusTest
class AuthorisationTest {
    private static final Set<String> PUBLIC = Set.of("setUp", "logIn", "refresh", "getKeys");
    private static final Set<String> ANY_USER =
            Set.of("getMe", "changeMe", "changePassword", "listDevices", "revokeDevice", "logOut", "logOutEverywhere");
    private static final Set<String> ADMIN =
            Set.of("listUsers", "createUser", "getUser", "changeUser", "deleteUser", "logOutUser", "listRateLimits");

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    private record Operation(String id, String method, String path) {

        /** Calls it without a good body or an existing id: whoever gets past the door then meets another refusal. */
        int status(String token) {
            var request = token == null ? given() : given().auth().oauth2(token);
            return request.contentType("application/json")
                    .body(method.equals("get") || method.equals("delete") ? "" : "{\"unknown\":1}")
                    .request(
                            method.toUpperCase(Locale.ROOT),
                            path.replace("{id}", "00000000-0000-0000-0000-000000000000"))
                    .statusCode();
        }
    }

    @Test
    void everyOperationHasItsEntry() {
        List<String> entries =
                Stream.of(PUBLIC, ANY_USER, ADMIN).flatMap(Set::stream).toList();

        assertThat(operations()).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void nobodyPassesWithoutAToken() {
        for (Operation operation : operations()) {
            int status = operation.status(null);
            if (PUBLIC.contains(operation.id())) {
                assertThat(status).as(operation.toString()).isIn(200, 400);
            } else {
                assertThat(status).as(operation.toString()).isEqualTo(401);
            }
        }
    }

    @Test
    void onlyAdminsManageUsers() {
        for (Role role : List.of(Role.USER, Role.MODERATOR)) {
            Person person = Household.person(role);
            operations().stream()
                    .filter(operation -> ADMIN.contains(operation.id()))
                    .forEach(operation -> assertThat(operation.status(person.accessToken()))
                            .as(operation + " as " + role)
                            .isEqualTo(403));
        }
    }

    private List<Operation> operations() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get(document).then().statusCode(200).extract().path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) ->
                operations.add(new Operation((String) operation.get("operationId"), method, path))));
        return operations;
    }
}
