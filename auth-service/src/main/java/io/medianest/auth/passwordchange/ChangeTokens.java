package io.medianest.auth.passwordchange;

import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens for those who have proved who they are, but must choose another password before anything else. */
@ApplicationScoped
public class ChangeTokens {
    private static final TokenPurpose PURPOSE = TokenPurpose.PASSWORD_CHANGE;

    private final OneTimeTokens tokens;

    ChangeTokens(OneTimeTokens tokens) {
        this.tokens = tokens;
    }

    /** Makes a token, in the caller's transaction. */
    public Uni<ChangeToken> issue(UUID userId) {
        return tokens.issue(PURPOSE, userId).map(token -> new ChangeToken(token, PURPOSE.lifetime()));
    }

    /** Whose token it is; null if it is none, or not any more. Leaves it as it is. */
    Uni<@Nullable UUID> holder(String token) {
        return tokens.find(PURPOSE, token).map(found -> found == null ? null : found.userId());
    }

    /** Uses a token up, in the caller's transaction; false if it is none of that user, or not any more. */
    Uni<Boolean> take(UUID userId, String token) {
        return tokens.take(PURPOSE, token)
                .map(taken -> taken != null && taken.userId().equals(userId));
    }
}
