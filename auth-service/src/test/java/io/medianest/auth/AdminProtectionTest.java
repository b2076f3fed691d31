package io.medianest.auth;

import static io.medianest.auth.Household.admin;
import static io.medianest.auth.Household.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever ADMINs do to each other, one who can sign in is left. */
@QuarkusTest
class AdminProtectionTest {
    private static final String ACTIVE_ADMINS =
            "select count(*) from auth.users where role = 'ADMIN' and status = 'active'";

    @BeforeEach
    @AfterEach
    void nobodyIsThere() {
        Household.reset();
    }

    @Test
    void nobodyChangesOnesOwnRoleOrAccess() {
        Household.person(Role.ADMIN);
        String self = "/api/v1/users/" + admin().id();

        for (Map<String, String> change : List.of(Map.of("role", "USER"), Map.of("status", "suspended"))) {
            admin().asks().body(change).patch(self).then().statusCode(409).body("code", equalTo("OWN_ACCOUNT"));
        }
        admin().asks().delete(self).then().statusCode(409).body("code", equalTo("OWN_ACCOUNT"));
        admin().asks().body(Map.of("name", "Olga the First")).patch(self).then().statusCode(200);
    }

    @Test
    void theLastActiveAdminStays() {
        Person second = Household.person(Role.ADMIN);
        // The token of an ADMIN who is none any more is good for another moment.
        Household.execute("update auth.users set role = 'USER' where id = ?", second.id());
        String last = "/api/v1/users/" + admin().id();

        second.asks()
                .body(Map.of("role", "USER"))
                .patch(last)
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_ADMIN"));
        second.asks()
                .body(Map.of("status", "suspended"))
                .patch(last)
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_ADMIN"));
        second.asks().delete(last).then().statusCode(409).body("code", equalTo("LAST_ADMIN"));
    }

    @Test
    void oneIsLeftHoweverManyAreAtIt() {
        List<Person> admins = new ArrayList<>(List.of(admin()));
        for (int i = 0; i < 7; i++) {
            admins.add(Household.person(Role.ADMIN));
        }

        List<Response> answers = Parallel.run(admins.size(), number -> {
            Person next = admins.get((number + 1) % admins.size());
            return admins.get(number)
                    .asks()
                    .body(number % 2 == 0 ? Map.of("status", "suspended") : Map.of("role", "USER"))
                    .patch("/api/v1/users/" + next.id());
        });

        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 409, 401);
        assertThat(query(ACTIVE_ADMINS).getFirst()).isNotEqualTo("0");
    }
}
