package io.medianest.auth.account;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A way to sign in.
 *
 * @param provider {@code local} for a password, {@code plex}, or {@code oidc:<id>}
 * @param name who one is there: the address, or the name at Plex; null if unknown
 * @param linkedAt since when
 * @param signInAgain whether Plex does not take what it gave us any more, so that one should sign in there again
 */
@Schema(name = "LinkedAccount")
public record AccountView(
        @Schema(examples = "plex") String provider,
        @Nullable String name,
        Instant linkedAt,
        boolean signInAgain) {

    /** All of them, in the order in which they were linked. */
    @Schema(name = "LinkedAccounts")
    public record ListView(List<AccountView> items) {}
}
