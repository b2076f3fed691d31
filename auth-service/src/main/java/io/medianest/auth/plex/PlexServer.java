package io.medianest.auth.plex;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The household's server, as the configuration names it at this moment. Its identifier is what the configuration says, else
 * what the server itself says, remembered for some minutes and for as long as the server cannot be asked.
 */
@ApplicationScoped
class PlexServer {
    private static final String QUERY = "select service_url, machine_identifier from monitor.plex_server";
    private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();

    private final Pool pool;
    private final PlexHttp http;
    private volatile @Nullable Known known;

    private record Known(String url, String identifier, long since) {
        boolean isFresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    private record Configured(String url, Optional<String> identifier) {}

    PlexServer(Pool pool, PlexHttp http) {
        this.pool = pool;
        this.http = http;
    }

    /** The identifier; fails with 503 {@code PLEX_NOT_CONFIGURED}, or {@code PLEX_UNAVAILABLE} if it is not known yet. */
    Uni<String> machineIdentifier() {
        return configured()
                .chain(server -> server.identifier()
                        .map(identifier -> Uni.createFrom().item(identifier))
                        .orElseGet(() -> asked(server.url())));
    }

    private Uni<Configured> configured() {
        return pool.query(QUERY).execute().map(rows -> {
            Iterator<Row> found = rows.iterator();
            if (!found.hasNext()) {
                throw PlexProblems.notConfigured();
            }
            Row row = found.next();
            return new Configured(
                    row.getString("service_url").replaceAll("/+$", ""),
                    Optional.ofNullable(row.getString("machine_identifier")).filter(text -> !text.isBlank()));
        });
    }

    private Uni<String> asked(String url) {
        Known before = known;
        if (before == null || !before.url().equals(url)) {
            return identity(url);
        }
        return before.isFresh()
                ? Uni.createFrom().item(before.identifier())
                : identity(url).onFailure().recoverWithItem(before.identifier());
    }

    private Uni<String> identity(String url) {
        return http.askServer("identity", url + "/identity")
                .map(answer -> {
                    if (!answer.isSuccess()) {
                        throw PlexProblems.nonsense();
                    }
                    String identifier = answer.object()
                            .getJsonObject("MediaContainer", new JsonObject())
                            .getString("machineIdentifier", "");
                    if (identifier.isBlank()) {
                        throw PlexProblems.nonsense();
                    }
                    return identifier;
                })
                .invoke(identifier -> known = new Known(url, identifier, System.nanoTime()));
    }
}
