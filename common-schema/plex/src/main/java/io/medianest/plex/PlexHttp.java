package io.medianest.plex;

import io.medianest.runtime.outbound.Outbound;
import io.medianest.runtime.outbound.OutboundAnswer;
import io.medianest.runtime.outbound.OutboundCall;
import io.medianest.runtime.outbound.OutboundException;
import io.medianest.runtime.outbound.OutboundSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Carries questions to the server and to plex.tv, each with a breaker of its own: one may be away while the other answers.
 * The owner's token goes in a header, to these two and nowhere else.
 */
@ApplicationScoped
class PlexHttp {
    private static final int CONNECTIONS = 8;
    private static final int LONGEST_ANSWER = 32 * 1024 * 1024;
    private static final int LONGEST_PICTURE = 8 * 1024 * 1024;
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

    private final PlexConnections connections;
    private final PlexConfig config;
    private final Pool pool;
    private final String version;
    private final Outbound server;
    private final Outbound plexTv;
    private volatile @Nullable String identifier;

    PlexHttp(
            Vertx vertx,
            MeterRegistry metrics,
            PlexConnections connections,
            PlexConfig config,
            Pool pool,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.connections = connections;
        this.config = config;
        this.pool = pool;
        this.version = version;
        server = new Outbound(vertx, metrics, settings("plex", "plex"), connections.addresses());
        plexTv = new Outbound(vertx, metrics, settings("plex.tv", "plextv"));
    }

    private OutboundSettings settings(String system, String name) {
        return new OutboundSettings(
                system,
                "medianest." + config.service().replace("-service", "") + "." + name + ".calls",
                CONNECTIONS,
                config.connectTimeout(),
                config.breakerDelay(),
                LONGEST_PATIENCE,
                status -> status >= 500);
    }

    /**
     * Asks the server.
     *
     * @param path with its query, encoded
     */
    Uni<OutboundAnswer> askServer(String operation, String path) {
        return signed(connection -> OutboundCall.of(
                                operation, HttpMethod.GET, connection.baseUrl() + path, config.timeout())
                        .header("Accept", "application/json")
                        .longest(LONGEST_ANSWER))
                .chain(call -> known(server.ask(call)));
    }

    /**
     * Has the server change something, once.
     *
     * @param path with its query, encoded
     */
    Uni<OutboundAnswer> tellServer(String operation, HttpMethod method, String path) {
        return signed(connection -> OutboundCall.of(operation, method, connection.baseUrl() + path, config.timeout())
                        .header("Accept", "application/json"))
                .chain(call -> known(server.once(call)));
    }

    /** A text as a value in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks plex.tv; the older part of its API answers in XML, whatever is asked for. */
    Uni<OutboundAnswer> askPlexTv(String operation, String path, String accept) {
        return signed(connection -> OutboundCall.of(operation, HttpMethod.GET, config.tvUrl() + path, config.timeout())
                        .header("Accept", accept))
                .chain(call -> known(plexTv.ask(call)));
    }

    /** Asks the server for a picture, once: somebody waits for it. */
    Uni<OutboundAnswer> picture(String path) {
        return signed(connection -> OutboundCall.of(
                                "picture", HttpMethod.GET, connection.baseUrl() + path, config.imageTimeout())
                        .longest(LONGEST_PICTURE))
                .chain(call -> known(server.once(call)));
    }

    /** Makes a call of a connection's and adds who asks. */
    private Uni<OutboundCall> signed(Function<PlexConnection, OutboundCall> make) {
        PlexConnection connection = connections.current().orElse(null);
        if (connection == null) {
            return Uni.createFrom().failure(PlexUnavailableException.notConfigured());
        }
        return identifier()
                .map(client -> make.apply(connection)
                        .header("X-Plex-Token", connection.token())
                        .header("X-Plex-Client-Identifier", client)
                        .header("X-Plex-Product", "MediaNest")
                        .header("X-Plex-Version", version));
    }

    private Uni<String> identifier() {
        String read = identifier;
        return read != null
                ? Uni.createFrom().item(read)
                : pool.query("select identifier from auth.plex_installation")
                        .execute()
                        .map(rows ->
                                rows.iterator().next().getUUID("identifier").toString())
                        .invoke(found -> identifier = found);
    }

    private static Uni<OutboundAnswer> known(Uni<OutboundAnswer> answer) {
        return answer.onFailure(OutboundException.class)
                .transform(failure -> new PlexUnavailableException(sentence(failure)))
                .invoke(PlexHttp::checkToken);
    }

    private static void checkToken(OutboundAnswer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw PlexUnavailableException.refused();
        }
    }

    private static String sentence(OutboundException failure) {
        return switch (failure.reason()) {
            case UNREACHABLE -> "Plex cannot be reached.";
            case TIMEOUT -> "Plex does not answer in time.";
            case TROUBLED -> "Plex says that it is not ready.";
            case RESTING -> "Plex has failed several times and is left alone for a moment.";
            case ASKED_TO_WAIT -> "Plex asks to be left alone for a while.";
            case TOO_LONG -> "Plex answered more than can be right.";
        };
    }
}
