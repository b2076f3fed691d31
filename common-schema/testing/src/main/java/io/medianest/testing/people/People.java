package io.medianest.testing.people;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Makes people in the tests' database, and tokens that the service under test takes. */
public final class People {
    private final TestTokens tokens =
            TestTokens.publish(TestStores.jdbcUrl(), "medianest_owner", TestStores.password());

    /** The tokens, for making hostile ones. */
    public TestTokens tokens() {
        return tokens;
    }

    /** A new person with that role. */
    public Member member(Role role) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into auth.users (id, email, name, role, email_verified_at) values (?, ?, ?, ?, now())",
                id,
                id + "@example.org",
                role.name().toLowerCase(Locale.ROOT) + " " + id,
                role.name());
        return new Member(id, tokens.of(id, role));
    }

    /**
     * A new person who was suspended a moment ago, with a token from before.
     *
     * @param path of the API, which that token is refused at once this returns
     */
    public Member suspended(String path) {
        Member member = member(Role.USER);
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(TokenRevoked.ofUser(member.id(), 1, Instant.now().plusSeconds(360)), 1);
        }
        Awaitility.await("the token is refused")
                .until(() -> member.api().get(path).statusCode() == 401);
        return member;
    }

    /** A token of an API key of that person with these scopes, parted by spaces. */
    public String keyToken(UUID user, Role role, String scopes) {
        return tokens.of(user, role, claims -> claims.claim("auth_time", null).claim("scope", scopes));
    }

    /** Every scope but that one. */
    public static String allScopesBut(String scope) {
        return Arrays.stream(Scope.values())
                .map(Scope::wireName)
                .filter(name -> !name.equals(scope))
                .collect(Collectors.joining(" "));
    }
}
