package io.medianest.gateway.limit;

import io.medianest.gateway.client.ClientsOfRequests;
import io.medianest.gateway.route.Route;
import io.medianest.gateway.route.RouteTable;
import io.medianest.runtime.problem.Problems;
import io.medianest.runtime.ratelimit.LimitDecision;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.medianest.runtime.security.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits all calls together: those of a user, or without a valid token those of a network address. Posters come by the
 * page and Overseerr's notices by the hundred, so that both have limits of their own. While Redis is away each gateway
 * decides for itself.
 */
@ApplicationScoped
public class GeneralLimits {
    private final RateLimiter limiter;
    private final ClientsOfRequests clients;
    private final Problems problems;
    private final RateLimitPolicy general;
    private final Map<String, RateLimitPolicy> ofRoutes;

    GeneralLimits(RateLimiter limiter, RateLimitPolicies policies, ClientsOfRequests clients, Problems problems) {
        this.limiter = limiter;
        this.clients = clients;
        this.problems = problems;
        general = policies.named("general");
        ofRoutes = Map.of(
                RouteTable.BASE + "images", policies.named("images"),
                RouteTable.BASE + "webhooks", policies.named("webhooks"));
    }

    /**
     * Runs what follows if the limit allows it, else answers the request. The answer tells the limit either way.
     *
     * @param context the request; with its {@link Caller} if its token was valid
     * @param then runs on the request's own context
     */
    public void pass(RoutingContext context, Route route, Runnable then) {
        pass(context, ofRoutes.getOrDefault(route.prefix(), general), then);
    }

    /** As {@link #pass(RoutingContext, Route, Runnable)}, for a call that the gateway answers itself. */
    public void pass(RoutingContext context, Runnable then) {
        pass(context, general, then);
    }

    private void pass(RoutingContext context, RateLimitPolicy policy, Runnable then) {
        limiter.takeOrLocal(policy, subject(context))
                .subscribe()
                .with(
                        decision -> decided(context, decision, then),
                        failure -> problems.end(context, problems.of(failure, 500)));
    }

    private void decided(RoutingContext context, LimitDecision decision, Runnable then) {
        if (context.response().closed()) {
            return;
        }
        decision.tell(context.response().headers());
        if (decision.allowed()) {
            then.run();
        } else {
            problems.end(context, decision.refusal());
        }
    }

    private LimitSubject subject(RoutingContext context) {
        @Nullable Caller caller = context.get(Caller.class.getName());
        return caller == null
                ? LimitSubject.address(clients.of(context).address())
                : LimitSubject.user(caller.userId());
    }
}
