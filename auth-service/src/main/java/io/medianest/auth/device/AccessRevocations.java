package io.medianest.auth.device;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.persistence.event.Outbox;
import io.medianest.runtime.security.TokenConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Has access tokens refused before they expire. In the caller's transaction: the row that instances load at their start,
 * and the event that the running ones hear.
 */
@ApplicationScoped
public class AccessRevocations {
    private final RevocationRepository repository;
    private final Outbox outbox;
    private final SessionConfig sessions;
    private final TokenConfig tokens;

    AccessRevocations(RevocationRepository repository, Outbox outbox, SessionConfig sessions, TokenConfig tokens) {
        this.repository = repository;
        this.outbox = outbox;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Refuses all tokens of one device, browser or API key. */
    public Uni<Void> ofSession(UUID sessionId) {
        Instant until = lastExpiry();
        return repository
                .addSession(sessionId, until)
                .chain(() -> outbox.append(TokenRevoked.ofSession(sessionId, until), () -> 0));
    }

    /** Refuses all tokens of a user that carry a lower session version. */
    Uni<Void> ofUser(UUID userId, int version) {
        Instant until = lastExpiry();
        return repository
                .addUser(userId, version, until)
                .chain(() -> outbox.append(TokenRevoked.ofUser(userId, version, until), () -> version));
    }

    /** When the last token that was made until now has expired on every machine's clock. */
    private Instant lastExpiry() {
        return Instant.now()
                .plus(sessions.accessToken())
                .plus(tokens.clockSkew())
                .truncatedTo(ChronoUnit.MILLIS)
                .plusMillis(1);
    }
}
