package io.medianest.runtime.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans of events, from the outbox through Kafka to what consumers do, in the trace of what caused them. Names and
 * attributes are those of OpenTelemetry's conventions for messaging.
 */
@ApplicationScoped
public class EventTracer {
    private final Tracer tracer;

    /** @param telemetry does nothing where nobody collects traces */
    public EventTracer(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.medianest.events");
    }

    /**
     * Begins to send an event, when it was written: so one sees how long it waited in the outbox.
     *
     * @param cause the {@code traceparent} of what caused it; null for nothing that is traced
     * @return none without a cause; whoever gets it {@link #end}s it
     */
    public Span sending(String topic, UUID id, String type, Instant written, @Nullable String cause) {
        if (cause == null) {
            return Span.getInvalid();
        }
        return span("send", topic)
                .setParent(TraceParent.context(cause))
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(written)
                .setAttribute("messaging.message.id", id.toString())
                .setAttribute("cloudevents.event_type", type)
                .startSpan();
    }

    /**
     * Does what an event causes, as a part of the running trace, if there is one. On the context of that event: what is
     * done there belongs to it until the work has ended.
     */
    @SuppressWarnings("MustBeClosedChecker") // It is closed when the work has ended, which is after this.
    public <T> Uni<T> processing(String topic, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!Span.current().getSpanContext().isValid()) {
                return work.get();
            }
            Span span = span("process", topic).setSpanKind(SpanKind.CONSUMER).startSpan();
            Scope scope = span.makeCurrent();
            return Uni.createFrom().deferred(work::get).onTermination().invoke((done, failure, cancelled) -> {
                scope.close();
                end(span, failure);
            });
        });
    }

    /** Ends a span, as failed if something went wrong; of that only the class is told. */
    public static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    private SpanBuilder span(String operation, String topic) {
        return tracer.spanBuilder(operation + " " + topic)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", operation)
                .setAttribute("messaging.destination.name", topic);
    }
}
