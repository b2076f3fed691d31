package io.medianest.runtime.http;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests whose path could mean one thing to a rule and another to a router, before any routing: matrix
 * parameters, encoded separators, empty segments, dot segments. TRACE is refused too, and a body whose announced length
 * is over the limit, which Quarkus would refuse without a word.
 */
@ApplicationScoped
class RequestGuard {
    private static final int AFTER_CORRELATION = 9_000;
    private static final int MAX_PATH = 2_048;
    private static final int MAX_DIGITS = 18;
    private static final Pattern AMBIGUOUS =
            Pattern.compile("[;\\\\\\x00-\\x20\\x7f]|//|%(?:3b|2f|5c|00|0a|0d|25)|/(?:\\.|%2e){1,2}(?:/|$)");

    private final Problems problems;
    private final long maxBody;

    RequestGuard(Problems problems, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.problems = problems;
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_CORRELATION);
    }

    private void check(RoutingContext context) {
        String uri = context.request().uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.length() > MAX_PATH) {
            problems.end(context, new ProblemException(414, "URI_TOO_LONG", "The address is too long."));
        } else if (AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            problems.end(
                    context,
                    new ProblemException(
                            400, "INVALID_PATH", "The path holds a character or sequence that is not taken here."));
        } else if (HttpMethod.TRACE.equals(context.request().method())) {
            problems.end(context, new ProblemException(405, "METHOD_NOT_ALLOWED", "This address does not take TRACE."));
        } else if (announcedLength(context) > maxBody) {
            LateClose.answer(context, problems, problems.ofStatus(413));
        } else {
            context.next();
        }
    }

    /** The parser has refused whatever is no number; what does not even fit into a long is too long. */
    private static long announcedLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        return length.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(length);
    }
}
