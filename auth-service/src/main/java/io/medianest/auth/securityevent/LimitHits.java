package io.medianest.auth.securityevent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medianest.auth.client.Client;
import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.ratelimit.LimitHit;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records whom a limit of auth-service has held: once in a quarter of an hour for each limit and subject, since whoever
 * is held could fill the record otherwise.
 */
@ApplicationScoped
public class LimitHits {
    private static final Logger LOG = Logger.getLogger(LimitHits.class);
    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final int MAX_REMEMBERED = 10_000;

    private final SecurityEvents securityEvents;
    private final CurrentClient currentClient;
    private final Cache<String, Boolean> recorded = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(QUIET)
            .build();

    LimitHits(SecurityEvents securityEvents, CurrentClient currentClient) {
        this.securityEvents = securityEvents;
        this.currentClient = currentClient;
    }

    /**
     * Records that a limit held somebody.
     *
     * @param userId whose account was meant; null if nobody's, or if it is not looked up
     */
    public Uni<Void> record(RateLimitPolicy policy, LimitSubject subject, @Nullable UUID userId, Client client) {
        String name = policy.name() + " " + subject;
        if (recorded.asMap().putIfAbsent(name, true) != null) {
            return Uni.createFrom().voidItem();
        }
        return securityEvents
                .record(SecurityEvent.of(SecurityEventType.RATE_LIMITED, userId, client)
                        .with("policy", policy.name()))
                .onFailure()
                .invoke(() -> recorded.invalidate(name));
    }

    /** The answer does not wait for the record: whoever is held learns nothing by its time. */
    void note(@Observes LimitHit hit) {
        record(hit.policy(), hit.subject(), hit.subject().userId(), currentClient.get())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "That the limit %s held somebody could not be recorded: %s",
                                hit.policy().name(), failure.toString()));
    }
}
