package io.medianest.auth.plex;

import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.outbound.Outbound;
import io.medianest.runtime.outbound.OutboundCall;
import io.medianest.runtime.outbound.OutboundException;
import io.medianest.runtime.outbound.OutboundSettings;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to plex.tv and to the household's own server, which has its own troubles. Whatever keeps Plex from answering
 * is 503 {@code PLEX_UNAVAILABLE}.
 */
@ApplicationScoped
class PlexHttp {
    private static final int CONNECTIONS = 8;
    private static final int OWN_TROUBLE = 500;
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

    private final PlexConfig config;
    private final PlexClientIdentity identity;
    private final String version;
    private final Outbound tv;
    private final Outbound server;

    PlexHttp(
            Vertx vertx,
            PlexConfig config,
            PlexClientIdentity identity,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.identity = identity;
        this.version = version;
        tv = new Outbound(vertx, metrics, settings("plex", config));
        server = new Outbound(vertx, metrics, settings("plex-server", config));
    }

    private static OutboundSettings settings(String system, PlexConfig config) {
        return new OutboundSettings(
                system,
                "medianest.auth.plex.calls",
                CONNECTIONS,
                config.connectTimeout(),
                config.breakerDelay(),
                LONGEST_PATIENCE,
                status -> status >= OWN_TROUBLE);
    }

    /**
     * Asks plex.tv.
     *
     * @param operation names the call in metrics
     * @param path with its query
     * @param token the person's; null for none
     */
    Uni<PlexAnswer> ask(String operation, HttpMethod method, String path, @Nullable String token) {
        return CallersContext.keep(identity.identifier()
                .chain(identifier -> answer(
                        tv,
                        call(operation, method, config.tvUrl() + path, token)
                                .header("X-Plex-Client-Identifier", identifier.toString()))));
    }

    /** Asks the household's own server; without a token. */
    Uni<PlexAnswer> askServer(String operation, String url) {
        return answer(server, call(operation, HttpMethod.GET, url, null));
    }

    private static Uni<PlexAnswer> answer(Outbound plex, OutboundCall call) {
        return plex.once(call)
                .map(answer -> new PlexAnswer(answer.status(), answer.text()))
                .onFailure(OutboundException.class)
                .transform(failure -> problem(failure));
    }

    private static ProblemException problem(OutboundException failure) {
        Duration rest = Objects.requireNonNullElse(failure.retryAfter(), Duration.ZERO);
        return switch (failure.reason()) {
            case UNREACHABLE -> PlexProblems.unreachable();
            case TIMEOUT -> PlexProblems.slow();
            case TROUBLED -> PlexProblems.failing();
            case RESTING -> PlexProblems.resting(rest);
            case ASKED_TO_WAIT -> PlexProblems.asksForPatience(rest);
            case TOO_LONG -> PlexProblems.nonsense();
        };
    }

    private OutboundCall call(String operation, HttpMethod method, String url, @Nullable String token) {
        OutboundCall call = OutboundCall.of(operation, method, url, config.timeout())
                .header("Accept", "application/json")
                .header("X-Plex-Product", PlexTv.PRODUCT)
                .header("X-Plex-Version", version);
        return token == null ? call : call.header("X-Plex-Token", token);
    }
}
