package io.medianest.auth.passwordchange;

import io.medianest.auth.secret.TokenHashes;
import io.medianest.encryption.SecureTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens for those who have proved who they are, but must choose another password before anything else. */
@ApplicationScoped
public class ChangeTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String PURPOSE = "password-change:";
    private static final String HOLDER =
            "select identifier from verification_tokens where token = any($1) and starts_with(identifier, $2) and expires > now()";

    private final VerificationTokenRepository repository;
    private final TokenHashes hashes;
    private final Pool pool;

    ChangeTokens(VerificationTokenRepository repository, TokenHashes hashes, Pool pool) {
        this.repository = repository;
        this.hashes = hashes;
        this.pool = pool;
    }

    /** Makes a token, in the caller's transaction. */
    public Uni<ChangeToken> issue(UUID userId) {
        String token = ChangeToken.PREFIX + SecureTokens.create();
        return repository
                .add(
                        PURPOSE + userId,
                        hashes.passwordChange().ofToken(token),
                        Instant.now().plus(LIFETIME))
                .replaceWith(new ChangeToken(token, LIFETIME));
    }

    /** Whose token it is; null if it is none, or not any more. Leaves it as it is. */
    Uni<@Nullable UUID> holder(String token) {
        return pool.preparedQuery(HOLDER)
                .execute(Tuple.of(hashes.passwordChange().candidates(token).toArray(String[]::new), PURPOSE))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? UUID.fromString(found.next().getString(0).substring(PURPOSE.length()))
                            : null;
                });
    }

    /** Uses a token up, in the caller's transaction; false if it is none of that user, or not any more. */
    Uni<Boolean> take(UUID userId, String token) {
        return repository.take(PURPOSE + userId, hashes.passwordChange().candidates(token));
    }
}
