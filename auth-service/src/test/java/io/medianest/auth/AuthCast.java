package io.medianest.auth;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.testing.authorisation.Cast;
import io.medianest.testing.authorisation.Column;
import io.medianest.testing.authorisation.Operation;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The people of the matrix, real ones, who have signed in. */
final class AuthCast implements Cast {
    /** Whoever calls these is not there any more then. */
    private static final Set<String> FAREWELLS = Set.of("logOut", "logOutEverywhere", "deleteMe");

    private final Map<Column, Person> people = new EnumMap<>(Column.class);
    private final Map<String, String> keys = new HashMap<>();

    @Override
    public String token(Column column, Operation operation) {
        return switch (column) {
            case KEY -> keyToken(operation.scope().map(List::of).orElseGet(() -> allBut(null)));
            case KEY_WITHOUT_SCOPE -> keyToken(allBut(operation.scope().orElse(null)));
            case SUSPENDED -> person(column).accessToken();
            default ->
                (FAREWELLS.contains(operation.id()) ? Household.person(role(column)) : person(column)).accessToken();
        };
    }

    @Override
    public String path(Operation operation) {
        String path = operation.path();
        if (path.startsWith("/api/v1/users/")) {
            return path.replace(
                    "{id}", operation.method().equals("get") ? user().id().toString() : newUser());
        }
        return switch (operation.id()) {
            case "revokeDevice" -> path.replace("{id}", newDevice());
            case "completePlexPin" -> path.replace("{pinId}", "none");
            case "unlinkAccount" -> path.replace("{provider}", "plex");
            case "revokeApiKey" -> path.replace("{id}", newKey());
            default -> path;
        };
    }

    @Override
    public Optional<Object> body(Operation operation) {
        return switch (operation.id()) {
            case "changeMe", "changeUser" -> Optional.of(Map.of("name", "Somebody else"));
            default -> Optional.empty();
        };
    }

    private Person user() {
        return person(Column.USER);
    }

    private Person person(Column column) {
        return people.computeIfAbsent(column, missing -> {
            Person person = Household.person(role(missing));
            if (missing == Column.SUSPENDED) {
                suspend(person);
            }
            return person;
        });
    }

    private static Role role(Column column) {
        return switch (column) {
            case MODERATOR -> Role.MODERATOR;
            case ADMIN, KEY, KEY_WITHOUT_SCOPE -> Role.ADMIN;
            default -> Role.USER;
        };
    }

    private static void suspend(Person person) {
        Household.admin()
                .asks()
                .body(Map.of("status", "suspended"))
                .patch("/api/v1/users/" + person.id())
                .then()
                .statusCode(200);
        await().untilAsserted(() -> person.asks().get("/api/v1/auth/me").then().statusCode(401));
    }

    private String keyToken(List<String> scopes) {
        return keys.computeIfAbsent(
                String.join(" ", scopes),
                missing -> Exchange.token(Exchange.ofKey(newKey(person(Column.ADMIN), scopes, "key"))));
    }

    private static List<String> allBut(String scope) {
        return Arrays.stream(Scope.values())
                .map(Scope::wireName)
                .filter(name -> !name.equals(scope))
                .toList();
    }

    private static String newKey(Person owner, List<String> scopes, String shown) {
        return owner.asks()
                .body(Map.of("name", "Matrix", "scopes", scopes))
                .post("/api/v1/auth/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path(shown);
    }

    private String newKey() {
        return newKey(user(), List.of("profile:read"), "id");
    }

    private String newDevice() {
        try {
            return SignedJWT.parse(Household.signIn(user().email()).accessToken())
                    .getJWTClaimsSet()
                    .getStringClaim("sid");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newUser() {
        return Household.admin()
                .asks()
                .body(Map.of(
                        "email",
                        "m" + UUID.randomUUID() + "@example.org",
                        "name",
                        "Somebody",
                        "password",
                        Household.PASSWORD))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
