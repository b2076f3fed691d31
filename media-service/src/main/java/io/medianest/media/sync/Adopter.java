package io.medianest.media.sync;

import io.medianest.media.account.OverseerrAccounts;
import io.medianest.media.overseerr.Availability;
import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.OverseerrRequest;
import io.medianest.media.overseerr.OverseerrUser;
import io.medianest.media.overseerr.RequestState;
import io.medianest.media.request.Actor.Source;
import io.medianest.media.request.Adoptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes over requests that people made in Overseerr itself: approved there, not all watchable yet, and of somebody who is
 * known here. What waits for approval there is decided there; what is for the 4K library is none of ours.
 */
@ApplicationScoped
class Adopter {
    private static final Logger LOG = Logger.getLogger(Adopter.class);
    private static final String WANTED = """
            select config_data ->> 'adoptRequests' is distinct from 'false' as wanted
            from monitor.service_connections where service_name = 'overseerr'
            """;

    private final Pool pool;
    private final OverseerrAccounts accounts;
    private final Adoptions adoptions;
    private final MeterRegistry metrics;

    Adopter(Pool pool, OverseerrAccounts accounts, Adoptions adoptions, MeterRegistry metrics) {
        this.pool = pool;
        this.accounts = accounts;
        this.adoptions = adoptions;
        this.metrics = metrics;
    }

    /** Whether requests are to be taken over; the connection's {@code adoptRequests} says so, and is true if unset. */
    Uni<Boolean> isWanted() {
        return pool.query(WANTED)
                .execute()
                .map(rows -> rows.size() > 0 && rows.iterator().next().getBoolean("wanted"));
    }

    /** Takes one over that is not known here; answers whether it did. */
    Uni<Boolean> adopt(OverseerrRequest there, Source because) {
        OverseerrUser asker = there.requestedBy();
        if (asker == null || there.is4k() || !isApproved(there) || isWatchable(there)) {
            return Uni.createFrom().item(false);
        }
        return accounts.personOf(asker)
                .chain(person -> person.map(userId -> taken(there, userId, because))
                        .orElseGet(() -> counted("unknown-person", false)))
                // One that cannot be stored must not keep polling from all the others.
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("Request %s of Overseerr is not taken over: %s", there.idText(), failure.toString());
                    return counted("failed", false);
                });
    }

    private Uni<Boolean> taken(OverseerrRequest there, UUID userId, Source because) {
        return adoptions.adopt(there, userId, because).chain(taken -> counted(taken ? "adopted" : "known", taken));
    }

    private Uni<Boolean> counted(String result, boolean adopted) {
        metrics.counter("medianest.media.adoptions", "result", result).increment();
        return Uni.createFrom().item(adopted);
    }

    private static boolean isApproved(OverseerrRequest there) {
        return there.state().filter(state -> state == RequestState.APPROVED).isPresent();
    }

    private static boolean isWatchable(OverseerrRequest there) {
        Media media = there.media();
        if (media == null) {
            return false;
        }
        return there.seasonNumbers().isEmpty()
                ? media.availability() == Availability.AVAILABLE
                : media.availableSeasons().containsAll(there.seasonNumbers());
    }
}
