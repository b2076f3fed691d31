package io.medianest.auth;

import static io.medianest.auth.Household.PASSWORD;
import static io.medianest.auth.Household.post;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void answersWithTokensAndTheUser() {
        String email = Household.unsigned(Role.USER, Map.of());

        post("/auth/login", Map.of("email", email, "password", PASSWORD))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(300))
                .body("refreshToken", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("user.email", equalTo(email))
                .body("user.lastLoginAt", notNullValue());
    }

    @Test
    void theAccessTokenSaysWhatServicesNeed() throws ParseException {
        Person moderator = Household.person(Role.MODERATOR);

        SignedJWT token = SignedJWT.parse(moderator.accessToken());
        JWTClaimsSet claims = token.getJWTClaimsSet();

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getKeyID()).isNotBlank();
        assertThat(claims.getIssuer()).isEqualTo("medianest");
        assertThat(claims.getAudience()).containsExactly("medianest");
        assertThat(claims.getSubject()).isEqualTo(moderator.id().toString());
        assertThat(claims.getStringListClaim("roles")).containsExactly("USER", "MODERATOR");
        assertThat(claims.getIntegerClaim("ver")).isZero();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(Instant.ofEpochSecond(claims.getLongClaim("auth_time")))
                .as("when this person signed in")
                .isBetween(
                        claims.getIssueTime().toInstant().minusSeconds(1),
                        claims.getIssueTime().toInstant());
        assertThat(claims.getClaim("scope")).as("a person is not an API key").isNull();
        assertThat(query("select user_id from auth.devices where id = ?::uuid", claims.getStringClaim("sid")))
                .containsExactly(moderator.id().toString());
    }

    @Test
    void findsTheAddressInWhateverCase() {
        String email = Household.unsigned(Role.USER, Map.of());

        post("/auth/login", Map.of("email", " " + email.toUpperCase(Locale.ROOT) + " ", "password", PASSWORD))
                .then()
                .statusCode(200);
    }

    @Test
    void answersAlikeForAWrongPasswordAndAnUnknownAddress() {
        String email = Household.unsigned(Role.USER, Map.of());

        Response wrong = post("/auth/login", Map.of("email", email, "password", "not the one that it is"));
        Response unknown =
                post("/auth/login", Map.of("email", "nobody@example.org", "password", "not the one that it is"));

        for (Response answer : List.of(wrong, unknown)) {
            answer.then().statusCode(401).body("code", equalTo("INVALID_CREDENTIALS"));
        }
        assertThat(comparable(wrong)).isEqualTo(comparable(unknown));
    }

    @Test
    void doesTheSameWorkForAnUnknownAddress() {
        String email = Household.unsigned(Role.USER, Map.of());
        int before = hashings();

        post("/auth/login", Map.of("email", email, "password", "not the one that it is"));
        int known = hashings() - before;
        post("/auth/login", Map.of("email", "nobody@example.org", "password", "not the one that it is"));

        assertThat(known).isEqualTo(1);
        assertThat(hashings() - before).isEqualTo(2);
    }

    @Test
    void keepsSuspendedUsersOutOnceTheyHaveProvedWhoTheyAre() {
        Person person = Household.person(Role.USER);
        Household.admin().asks().body(Map.of("status", "suspended")).patch("/api/v1/users/" + person.id());

        post("/auth/login", Map.of("email", person.email(), "password", PASSWORD))
                .then()
                .statusCode(403)
                .body("code", equalTo("ACCOUNT_SUSPENDED"));
        post("/auth/login", Map.of("email", person.email(), "password", "not the one that it is"))
                .then()
                .statusCode(401)
                .body("code", equalTo("INVALID_CREDENTIALS"));
    }

    @Test
    void deletedUsersAreToldSoOnceTheyHaveProvedWhoTheyAre() {
        Person person = Household.person(Role.USER);
        Household.admin().asks().delete("/api/v1/users/" + person.id()).then().statusCode(204);

        post("/auth/login", Map.of("email", person.email().toUpperCase(Locale.ROOT), "password", PASSWORD))
                .then()
                .statusCode(403)
                .body("code", equalTo("ACCOUNT_DELETED"));
        post("/auth/login", Map.of("email", person.email(), "password", "not the one that it is"))
                .then()
                .statusCode(401)
                .body("code", equalTo("INVALID_CREDENTIALS"));
    }

    @Test
    void remembersDevices() {
        String email = Household.unsigned(Role.USER, Map.of());
        Map<String, Object> body = Map.of(
                "email", email, "password", PASSWORD, "device", Map.of("name", "Ada's phone", "platform", "Android"));

        Person first = Household.person(given().contentType("application/json")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("User-Agent", "MediaNest for Android")
                .body(body)
                .post("/api/v1/auth/login"));
        post("/auth/login", body).then().statusCode(200);

        assertThat(query("select type from auth.security_events where user_id = ? order by created_at, id", first.id()))
                .containsExactly("user-created", "signed-in", "new-device", "new-address", "signed-in");
        assertThat(query(
                        "select host(ip) || ' ' || user_agent from auth.security_events"
                                + " where user_id = ? and type = 'new-device'",
                        first.id()))
                .containsExactly("203.0.113.7 MediaNest for Android");
        first.asks()
                .get("/api/v1/auth/devices")
                .then()
                .body("items.size()", equalTo(2))
                .body("items[1].name", equalTo("Ada's phone"))
                .body("items[1].lastIp", equalTo("203.0.113.7"));
    }

    @Test
    void recordsFailures() {
        Person person = Household.person(Role.USER);

        post("/auth/login", Map.of("email", person.email(), "password", "not the one that it is"));

        assertThat(query(
                        "select type from auth.security_events where user_id = ? order by created_at desc, id desc limit 1",
                        person.id()))
                .containsExactly("sign-in-failed");
    }

    @Test
    void isCounted() {
        Household.person(Role.USER);

        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("medianest_auth_sign_ins_seconds_count{outcome=\"succeeded\"}"))
                .body(containsString("medianest_auth_password_hashing_seconds_count"));
    }

    /** How many passwords were hashed or compared, which takes nearly all the time of a sign-in. */
    private int hashings() {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("medianest_auth_password_hashing_seconds_count"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String comparable(Response answer) {
        return answer.asString().replaceAll("\"correlationId\":\"[^\"]*\"", "");
    }
}
