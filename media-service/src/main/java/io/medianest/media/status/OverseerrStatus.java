package io.medianest.media.status;

import io.medianest.media.connection.OverseerrConnection;
import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.overseerr.About;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.status.WaitingQueries.Waiting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out how the connection to Overseerr stands. */
@ApplicationScoped
class OverseerrStatus {
    private final OverseerrClient overseerr;
    private final OverseerrConnections connections;
    private final WaitingQueries waiting;

    OverseerrStatus(OverseerrClient overseerr, OverseerrConnections connections, WaitingQueries waiting) {
        this.overseerr = overseerr;
        this.connections = connections;
        this.waiting = waiting;
    }

    /** What a look found: what it is, or what is in the way. */
    private record Look(
            @Nullable About about,
            boolean webhook,
            @Nullable String problem) {}

    /** Asks it now, briefly; never fails because of it. */
    Uni<OverseerrStatusView> now() {
        return look().chain(look -> waiting.now().map(queue -> view(look, queue)));
    }

    private Uni<Look> look() {
        return overseerr
                .owner()
                .chain(owner -> overseerr.about())
                .chain(about -> overseerr.tellsByWebhook().map(webhook -> new Look(about, webhook, null)))
                .onFailure(OverseerrUnavailableException.class)
                .recoverWithItem(
                        failure -> new Look(null, false, failure.reason().sentence()))
                .onFailure(OverseerrRefusedException.class)
                .recoverWithItem(failure -> new Look(null, false, failure.getMessage()));
    }

    private OverseerrStatusView view(Look look, Waiting found) {
        About about = look.about();
        return new OverseerrStatusView(
                look.problem() == null,
                look.problem(),
                connections
                        .current()
                        .map(OverseerrConnection::baseUrl)
                        .map(Object::toString)
                        .orElse(null),
                about == null ? null : about.product(),
                about == null ? null : about.version(),
                features(about, look.webhook()),
                lastContact(found),
                found.queue(),
                found.webhooks());
    }

    private static List<String> features(@Nullable About about, boolean webhook) {
        if (about == null) {
            return List.of();
        }
        List<String> features = new ArrayList<>(List.of("search", "requests", "import-from-plex"));
        if (webhook) {
            features.add("webhook");
        }
        if (about.isSeerr()) {
            features.add("completed-status");
            features.add("deleted-status");
        }
        return features;
    }

    private @Nullable Instant lastContact(Waiting found) {
        return Stream.of(overseerr.lastAnswer(), Optional.ofNullable(found.polledAt()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
