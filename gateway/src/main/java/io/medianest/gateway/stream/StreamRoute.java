package io.medianest.gateway.stream;

import io.medianest.gateway.access.TokenGate;
import io.medianest.gateway.limit.GeneralLimits;
import io.medianest.gateway.route.RouteTable;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.medianest.runtime.security.Caller;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** The address of the merged stream: token, limit, stream. */
@ApplicationScoped
class StreamRoute {
    private static final String PATH = RouteTable.BASE + "events";
    private static final int BEFORE_SERVICES = 0;

    private final TokenGate tokens;
    private final GeneralLimits limits;
    private final MergedStreams streams;
    private final Problems problems;

    StreamRoute(TokenGate tokens, GeneralLimits limits, MergedStreams streams, Problems problems) {
        this.tokens = tokens;
        this.limits = limits;
        this.streams = streams;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).order(BEFORE_SERVICES).handler(this::handle);
        router.route(PATH).order(BEFORE_SERVICES).handler(context -> {
            context.response().putHeader("Allow", "GET");
            problems.end(context, problems.ofStatus(405));
        });
    }

    private void handle(RoutingContext context) {
        tokens.pass(
                context,
                () -> limits.pass(context, () -> open(context)),
                refusal -> limits.pass(context, () -> problems.end(context, refusal)));
    }

    private void open(RoutingContext context) {
        @Nullable Caller caller = context.get(Caller.class.getName());
        try {
            if (caller == null) {
                throw problems.ofStatus(401);
            }
            if (context.request().version() == HttpVersion.HTTP_1_0) {
                throw new ProblemException(505, "HTTP_VERSION_NOT_SUPPORTED", "Use HTTP/1.1.");
            }
            streams.open(context, caller);
        } catch (ProblemException refusal) {
            problems.end(context, refusal);
        }
    }
}
