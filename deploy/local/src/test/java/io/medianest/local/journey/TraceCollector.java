package io.medianest.local.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Collects traces as an OpenTelemetry Collector does: OTLP over HTTP, in Protobuf. */
final class TraceCollector {
    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final Queue<TracedSpan> spans = new ConcurrentLinkedQueue<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    /** Listens until this process ends. */
    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.setExecutor(Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().factory()));
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the services are told. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All spans of a trace that have come so far, by their ids. */
    Map<String, TracedSpan> trace(String traceId) {
        return spans.stream()
                .filter(span -> span.traceId().equals(traceId))
                .collect(Collectors.toMap(TracedSpan::id, Function.identity()));
    }

    /** All spans that have come so far. */
    List<TracedSpan> all() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (exchange;
                InputStream body =
                        zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            for (ResourceSpans resource :
                    ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                String service =
                        attributes(resource.getResource().getAttributesList()).get("service.name");
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    scope.getSpansList().forEach(span -> spans.add(read(service, span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static TracedSpan read(String service, Span span) {
        List<String> events = new ArrayList<>();
        span.getEventsList().forEach(event -> events.add(event.toString()));
        return new TracedSpan(
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                attributes(span.getAttributesList()),
                events);
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        attribute -> attribute.getValue().hasStringValue()
                                ? attribute.getValue().getStringValue()
                                : attribute.getValue().toString()));
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /**
     * Some work of a service.
     *
     * @param kind SERVER, CLIENT, PRODUCER, CONSUMER or INTERNAL
     * @param parent the id of the span that caused it; empty if none did
     */
    record TracedSpan(
            String service,
            String name,
            String kind,
            String traceId,
            String id,
            String parent,
            Map<String, String> attributes,
            List<String> events) {}
}
