package io.medianest.runtime.revocation;

import io.medianest.events.revocation.TokenRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of revoked tokens, in memory: asking costs two map look-ups and no network. Entries are kept
 * until the last token they concern has expired, which bounds the maps by the revocations of five minutes.
 */
@ApplicationScoped
public class Revocations {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration YOUNG = Duration.ofSeconds(60);

    private static final Duration NEVER_HEARD = Duration.ofDays(3650);

    private final Clock clock;
    /** How long ago something was heard must not change when somebody sets the clock. */
    private final LongSupplier nanoTime;

    private final Map<UUID, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<UUID, UserRevocation> users = new ConcurrentHashMap<>();
    private volatile @Nullable Long lastSign;

    private record UserRevocation(int version, Instant until) {}

    Revocations() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    Revocations(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether a token that is otherwise valid may be used. While nothing has been heard for 30 seconds, a revocation
     * may have been missed, so that only tokens younger than 60 seconds are accepted.
     *
     * @param user the token's user
     * @param session the token's session
     * @param version the token's session version
     * @param issuedAt when the token was made
     */
    public boolean accepts(UUID user, UUID session, int version, Instant issuedAt) {
        UserRevocation revoked = users.get(user);
        if (sessions.containsKey(session) || (revoked != null && version < revoked.version())) {
            return false;
        }
        return !isSilent() || issuedAt.isAfter(clock.instant().minus(YOUNG));
    }

    /** Takes note of a revocation; an older one of the same user changes nothing. */
    void add(TokenRevoked revoked) {
        if (revoked.sid() != null) {
            sessions.put(revoked.sid(), revoked.until());
        }
        if (revoked.uid() != null && revoked.ver() != null) {
            users.merge(
                    revoked.uid(),
                    new UserRevocation(revoked.ver(), revoked.until()),
                    (known, added) -> added.version() >= known.version() ? added : known);
        }
    }

    /** Takes note that everything published before that time has been heard. A time in the future counts as now. */
    synchronized void heardAt(Instant time) {
        Duration age = Duration.between(time, clock.instant());
        Duration credible = age.isNegative() ? Duration.ZERO : age;
        if (credible.compareTo(silence()) < 0) {
            lastSign = nanoTime.getAsLong() - credible.toNanos();
        }
    }

    /** Whether nothing has been heard for so long that revocations may have been missed. */
    boolean isSilent() {
        return silence().compareTo(SILENCE) > 0;
    }

    /** How long nothing has been heard; very long before the first time. */
    Duration silence() {
        Long last = lastSign;
        return last == null ? NEVER_HEARD : Duration.ofNanos(nanoTime.getAsLong() - last);
    }

    /** How many revocations are known. */
    int size() {
        return sessions.size() + users.size();
    }

    /** Forgets what concerns only tokens that have expired. */
    void prune() {
        Instant now = clock.instant();
        sessions.values().removeIf(until -> until.isBefore(now));
        users.values().removeIf(revocation -> revocation.until().isBefore(now));
    }
}
