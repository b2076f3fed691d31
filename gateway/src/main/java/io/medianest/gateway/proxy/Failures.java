package io.medianest.gateway.proxy;

import io.medianest.gateway.route.Service;
import io.medianest.runtime.http.LateClose;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The gateway's own answers where a service gives none. Each names the service, is logged and counted. */
@ApplicationScoped
class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Problems problems;
    private final MeterRegistry registry;

    Failures(Problems problems, MeterRegistry registry) {
        this.problems = problems;
        this.registry = registry;
    }

    /** Nothing was sent to the service: trying again is safe. */
    void unreachable(RoutingContext context, Service service, Throwable cause) {
        note(service, "unreachable", cause);
        problems.end(
                context,
                ProblemException.unavailable(
                                "SERVICE_UNAVAILABLE",
                                "The " + service.label() + " service cannot be reached; try again in a moment.",
                                SOON)
                        .with("service", service.label()));
    }

    /** The service has failed so often that it is left alone for a while: nothing was sent. */
    void leftAlone(RoutingContext context, Service service, Duration retryAfter) {
        registry.counter("medianest.gateway.failures", "service", service.label(), "kind", "left-alone")
                .increment();
        problems.end(
                context,
                ProblemException.unavailable(
                                "SERVICE_UNAVAILABLE",
                                "The " + service.label() + " service does not answer; try again in a moment.",
                                retryAfter)
                        .with("service", service.label()));
    }

    /** The connection failed before an answer; the call is made once more. */
    void triedAgain(Service service, Throwable cause) {
        registry.counter("medianest.gateway.retries", "service", service.label())
                .increment();
        LOG.debugf("A call to the %s service is made once more: %s", service.label(), cause.toString());
    }

    /** The service had the request, but went away or gave no valid answer. */
    void brokenOff(RoutingContext context, Service service, Throwable cause) {
        note(service, "broken-off", cause);
        problems.end(
                context,
                new ProblemException(
                                502,
                                "BAD_GATEWAY",
                                "The " + service.label() + " service broke off; look whether the request took effect.")
                        .with("service", service.label()));
    }

    /** The service had the request, but did not answer in time. */
    void tooLate(RoutingContext context, Service service, Duration limit) {
        registry.counter("medianest.gateway.failures", "service", service.label(), "kind", "timeout")
                .increment();
        LOG.warnf("The %s service did not answer within %s", service.label(), limit);
        problems.end(
                context,
                new ProblemException(
                                504,
                                "GATEWAY_TIMEOUT",
                                "The " + service.label()
                                        + " service did not answer in time; look whether the request took effect.")
                        .with("service", service.label()));
    }

    /** The answer had begun when the service broke it off: all that is left is not to end it as if it were whole. */
    void cutShort(RoutingContext context, Service service, Throwable cause) {
        note(service, "cut-short", cause);
        context.request().connection().close();
    }

    /** The client sent its body too slowly. */
    void requestTooSlow(RoutingContext context) {
        LateClose.answer(context, problems, problems.ofStatus(408));
    }

    /** The client sent more than is taken. */
    void bodyTooLarge(RoutingContext context) {
        LateClose.answer(context, problems, problems.ofStatus(413));
    }

    /** The client speaks HTTP/1.0, which has no way to pass on an answer of unknown length. */
    void versionTooOld(RoutingContext context) {
        problems.end(context, new ProblemException(505, "HTTP_VERSION_NOT_SUPPORTED", "Use HTTP/1.1."));
    }

    private void note(Service service, String kind, Throwable cause) {
        registry.counter("medianest.gateway.failures", "service", service.label(), "kind", kind)
                .increment();
        LOG.warnf("The %s service is %s: %s", service.label(), kind, cause.toString());
    }
}
