package io.medianest.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class AddressRedactionTest {
    @Test
    void whatStandsBehindTheQuestionMarkIsLeftOut() {
        assertThat(recorded("url.query", "X-Plex-Token=secret")).isEqualTo("...");
        assertThat(recorded("url.full", "http://plex:32400/library?X-Plex-Token=secret"))
                .isEqualTo("http://plex:32400/library?...");
        assertThat(recorded("http.target", "/a?b=c")).isEqualTo("/a?...");
    }

    @Test
    void anAddressWithoutOneStays() {
        assertThat(recorded("url.full", "http://plex:32400/library")).isEqualTo("http://plex:32400/library");
        assertThat(recorded("url.query", "")).isEmpty();
    }

    @Test
    void aTraceIsContinuedByItsHeader() {
        String header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(TraceParent.of(Span.fromContext(TraceParent.context(header))))
                .isEqualTo(header);
        assertThat(TraceParent.of(Span.fromContext(TraceParent.context(null)))).isNull();
        assertThat(TraceParent.current()).isNull();
    }

    private static String recorded(String attribute, String value) {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new AddressRedaction())
                .build()) {
            Span span = provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute(attribute, value)
                    .startSpan();
            return String.valueOf(((ReadableSpan) span).getAttribute(AttributeKey.stringKey(attribute)));
        }
    }
}
