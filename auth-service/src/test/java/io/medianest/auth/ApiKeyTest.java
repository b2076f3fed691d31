package io.medianest.auth;

import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.query;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ApiKeyTest {
    private static final String KEYS = "/api/v1/auth/api-keys";

    private Person person;

    @BeforeEach
    void somebody() {
        person = Household.person(Role.USER);
    }

    @Test
    void aKeyIsShownOnceAndKeptAsAHash() {
        Response made = create(person, Map.of());
        made.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("key", matchesPattern("mn_[A-Za-z0-9_-]{43}"))
                .body("name", equalTo("Home automation"))
                .body("scopes", contains("profile:read"))
                .body("lastUsedAt", nullValue());
        String key = made.path("key");

        person.asks()
                .get(KEYS)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].prefix", equalTo(key.substring(0, 9)))
                .body("items[0]", not(hasKey("key")));
        assertThat(query("select k::text from auth.api_keys k where user_id = ?", person.id()))
                .singleElement()
                .asString()
                .contains("v1:")
                .doesNotContain(key.substring(9));
        assertThat(query("select type from auth.security_events where user_id = ? and type like 'api%'", person.id()))
                .containsExactly("api-key-created");
        assertThat(query("select changes::text from audit.change_log where row_id = ?", made.<String>path("id")))
                .isNotEmpty()
                .noneMatch(change -> change.contains("v1:"));
    }

    @Test
    void aKeyIsExchangedForATokenOfItsScopesAndItsOwnersRoles() throws ParseException {
        Person moderator = Household.person(Role.MODERATOR);
        String key = create(moderator, Map.of("scopes", List.of("requests:read", "profile:read", "requests:read")))
                .path("key");

        JWTClaimsSet claims =
                SignedJWT.parse(Exchange.token(Exchange.ofKey(key))).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo(moderator.id().toString());
        assertThat(claims.getStringClaim("scope")).isEqualTo("profile:read requests:read");
        assertThat(claims.getClaim("auth_time")).isNull();
        assertThat(claims.getStringListClaim("roles")).containsExactly("USER", "MODERATOR");

        Household.admin().asks().body(Map.of("role", "USER")).patch("/api/v1/users/" + moderator.id());
        assertThat(SignedJWT.parse(Exchange.token(Exchange.ofKey(key)))
                        .getJWTClaimsSet()
                        .getStringListClaim("roles"))
                .containsExactly("USER");
    }

    @Test
    void aKeyMayWhatItWasMadeForAndNothingElse() {
        Person admin = Household.person(Role.ADMIN);
        String reader = token(create(admin, Map.of("scopes", List.of("users:read"))));

        Exchange.asks(reader).get("/api/v1/users").then().statusCode(200);
        Exchange.asks(reader)
                .get("/api/v1/auth/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("INSUFFICIENT_SCOPE"))
                .body("requiredScope", equalTo("profile:read"));
        Exchange.asks(reader)
                .delete("/api/v1/users/" + person.id())
                .then()
                .statusCode(403)
                .body("requiredScope", equalTo("users:write"));
        String beyond = token(create(person, Map.of("scopes", List.of("users:read"))));
        Exchange.asks(beyond).get("/api/v1/users").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/auth/api-keys",
        "POST, /api/v1/auth/api-keys",
        "GET, /api/v1/auth/devices",
        "POST, /api/v1/auth/logout-all",
        "POST, /api/v1/auth/password",
        "PATCH, /api/v1/auth/me",
        "GET, /api/v1/auth/session",
        "DELETE, /api/v1/auth/session"
    })
    void noKeyManagesKeysPasswordsOrSessions(String method, String path) {
        String all = token(create(
                person,
                Map.of(
                        "scopes",
                        List.of("profile:read", "users:read", "users:write", "requests:read", "status:read"))));

        Exchange.asks(all)
                .body(method.equals("GET") || method.equals("DELETE") ? "" : "{}")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("INSUFFICIENT_SCOPE"));
    }

    @Test
    void aRevokedKeyIsGoodForNothing() {
        Response made = create(person, Map.of());
        String token = token(made);
        String id = made.path("id");

        Household.admin().asks().delete(KEYS + "/" + id).then().statusCode(404);
        given().delete(KEYS + "/" + id).then().statusCode(401);
        person.asks().delete(KEYS + "/" + id).then().statusCode(204);

        Exchange.ofKey(made.path("key")).then().statusCode(401);
        await().untilAsserted(
                        () -> Exchange.asks(token).get("/api/v1/auth/me").then().statusCode(401));
        person.asks().delete(KEYS + "/" + id).then().statusCode(404);
        person.asks().get(KEYS).then().body("items.size()", equalTo(0));
        assertThat(query("select type from auth.security_events where user_id = ? and type like 'api%'", person.id()))
                .containsExactlyInAnyOrder("api-key-created", "api-key-revoked");
    }

    @Test
    void aKeyEndsAtItsTime() {
        String key = create(
                        person,
                        Map.of("expiresAt", Instant.now().plusSeconds(60).toString()))
                .path("key");
        Exchange.ofKey(key).then().statusCode(200);

        execute("update auth.api_keys set expires_at = now() where user_id = ?", person.id());

        Exchange.ofKey(key).then().statusCode(401);
    }

    @Test
    void aKeyEndsWithItsOwner() {
        String key = create(person, Map.of()).path("key");
        String token = Exchange.token(Exchange.ofKey(key));

        change(Map.of("status", "suspended"));
        Exchange.ofKey(key).then().statusCode(401);
        await().untilAsserted(
                        () -> Exchange.asks(token).get("/api/v1/auth/me").then().statusCode(401));
        change(Map.of("status", "active"));
        Exchange.ofKey(key).then().statusCode(401);
    }

    @Test
    void aKeyOutlivesASignOutButWaitsForADemandedPassword() {
        String key = create(person, Map.of()).path("key");

        person.asks().post("/api/v1/auth/logout-all").then().statusCode(204);
        Exchange.ofKey(key).then().statusCode(200);
        change(Map.of("requiresPasswordChange", true));
        Exchange.ofKey(key).then().statusCode(401);
    }

    @Test
    void theLastUseIsRecordedOnceAMinute() {
        String key = create(person, Map.of()).path("key");
        String lastUse = "select last_used_at::text from auth.api_keys where user_id = ?";

        Exchange.ofKey(key).then().statusCode(200);
        List<String> first = query(lastUse, person.id());
        assertThat(first).doesNotContainNull();
        Exchange.ofKey(key).then().statusCode(200);
        assertThat(query(lastUse, person.id())).isEqualTo(first);

        execute("update auth.api_keys set last_used_at = now() - interval '2 minutes' where user_id = ?", person.id());
        Exchange.ofKey(key).then().statusCode(200);
        person.asks().get(KEYS).then().body("items[0].lastUsedAt", notNullValue());
        assertThat(query(
                        "select last_used_at > now() - interval '1 minute' from auth.api_keys where user_id = ?",
                        person.id()))
                .containsExactly("t");
    }

    @Test
    void twentyAreEnough() {
        List<Response> answers = Parallel.run(24, number -> create(person, Map.of("name", "Key " + number)));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(20);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allSatisfy(answer -> answer.then().statusCode(409).body("code", equalTo("TOO_MANY_API_KEYS")));
    }

    @Test
    void repeatedItIsMadeOnceAndShownOnce() {
        String idempotencyKey = UUID.randomUUID().toString();
        Response first = repeatable(idempotencyKey, Map.of());
        Response second = repeatable(idempotencyKey, Map.of());

        first.then().statusCode(201).body("key", notNullValue());
        second.then().statusCode(201).body("id", equalTo(first.path("id"))).body("$", not(hasKey("key")));
        repeatable(idempotencyKey, Map.of("name", "Another")).then().statusCode(422);
        assertThat(query("select i::text from auth.idempotency_keys i where key = ?", idempotencyKey))
                .singleElement()
                .asString()
                .doesNotContain(first.<String>path("key"));
        person.asks().get(KEYS).then().body("items.size()", equalTo(1));
    }

    @Test
    void badWishesAreNamed() {
        create(person, Map.of("scopes", List.of("profile:read", "everything")))
                .then()
                .statusCode(400)
                .body("errors.field", contains("scopes[1]"));
        create(person, Map.of("scopes", List.of())).then().statusCode(400).body("errors.field", contains("scopes"));
        create(person, Map.of("expiresAt", "2020-01-01T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("expiresAt"));
        create(person, Map.of("name", " ")).then().statusCode(400).body("errors.field", contains("name"));
        create(person, Map.of("userId", Household.admin().id().toString()))
                .then()
                .statusCode(400);
    }

    private Response repeatable(String idempotencyKey, Map<String, Object> more) {
        return person.asks()
                .header("Idempotency-Key", idempotencyKey)
                .body(wish(more))
                .post(KEYS);
    }

    private void change(Map<String, Object> change) {
        Household.admin()
                .asks()
                .body(change)
                .patch("/api/v1/users/" + person.id())
                .then()
                .statusCode(200);
    }

    private static Response create(Person owner, Map<String, Object> more) {
        return owner.asks().body(wish(more)).post(KEYS);
    }

    private static Map<String, Object> wish(Map<String, Object> more) {
        Map<String, Object> wish = new HashMap<>(Map.of("name", "Home automation", "scopes", List.of("profile:read")));
        wish.putAll(more);
        return wish;
    }

    private static String token(Response made) {
        return Exchange.token(Exchange.ofKey(made.path("key")));
    }
}
