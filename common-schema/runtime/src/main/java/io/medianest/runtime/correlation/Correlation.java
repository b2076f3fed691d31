package io.medianest.runtime.correlation;

import io.medianest.runtime.trace.TraceParent;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What ties together everything that one request causes.
 *
 * @param id the correlation id, {@code [A-Za-z0-9-]{1,64}}
 * @param traceparent the W3C trace context of what is under way, as it came where nobody collects traces; null if there is
 *     none
 */
public record Correlation(String id, @Nullable String traceparent) {
    /** The HTTP header, in and out. */
    public static final String HEADER = "X-Correlation-Id";

    /** The W3C header. */
    public static final String TRACEPARENT_HEADER = "traceparent";

    private static final String LOCAL = Correlation.class.getName();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * A correlation from what came with a request or an event.
     *
     * @param id taken if it is valid, else a new one is made
     * @param traceparent taken if it is valid, else null
     */
    public static Correlation from(@Nullable String id, @Nullable String traceparent) {
        return new Correlation(
                id != null && isId(id) ? id : UUID.randomUUID().toString(),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null);
    }

    /** The same, going on from the running span: what follows is caused by that. */
    public Correlation inSpan() {
        String span = TraceParent.current();
        return span == null ? this : new Correlation(id, span);
    }

    /** Whether a text can be the id of a correlation. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The correlation of the running request or event; a new one where nothing set any, such as in a job. */
    public static Correlation current() {
        return inContext().orElseGet(() -> from(null, null));
    }

    /** The correlation of a request, also where the request's own context is not the running one. */
    public static Correlation of(RoutingContext context) {
        Correlation correlation = context.get(LOCAL);
        return correlation != null ? correlation : current();
    }

    /** Makes this the correlation of the running request or event, and of its log lines. */
    public void enter() {
        if (isRequestContext()) {
            ContextLocals.put(LOCAL, this);
        }
        MDC.put("correlationId", id);
        if (traceparent != null) {
            MDC.put("traceId", traceparent.substring(3, 35));
        }
    }

    void enter(RoutingContext context) {
        context.put(LOCAL, this);
        enter();
    }

    private static Optional<Correlation> inContext() {
        return isRequestContext() ? ContextLocals.get(LOCAL) : Optional.empty();
    }

    private static boolean isRequestContext() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context);
    }
}
