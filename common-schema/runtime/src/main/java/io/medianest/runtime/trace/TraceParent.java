package io.medianest.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of the W3C, version 00: what a trace is continued with. */
public final class TraceParent {
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private TraceParent() {}

    /** That of the running span; null if there is none, as without an endpoint for traces. */
    public static @Nullable String current() {
        return of(Span.current());
    }

    /** That of a span; null if it is none. */
    public static @Nullable String of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }

    /** A context to begin spans in that continue a trace; one without a trace if the header is null. */
    public static Context context(@Nullable String traceparent) {
        if (traceparent == null) {
            return Context.root();
        }
        SpanContext parent = SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE, SPAN - 1),
                traceparent.substring(SPAN, FLAGS - 1),
                TraceFlags.fromHex(traceparent, FLAGS),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(parent));
    }
}
