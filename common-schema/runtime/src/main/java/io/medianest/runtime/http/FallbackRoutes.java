package io.medianest.runtime.http;

import io.medianest.runtime.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no route answers, and what fails outside any resource, as problems. */
@ApplicationScoped
class FallbackRoutes {
    private final Problems problems;

    FallbackRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
        router.route().order(Integer.MAX_VALUE).handler(context -> problems.end(context, problems.ofStatus(404)));
    }

    private void fail(RoutingContext context) {
        problems.end(context, problems.of(context.failure(), context.statusCode()));
    }
}
