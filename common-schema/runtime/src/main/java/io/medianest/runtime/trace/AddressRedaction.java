package io.medianest.runtime.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Leaves out of traces what stands behind the question mark of an address: keys of other systems, and what people search. */
@ApplicationScoped
class AddressRedaction implements SpanProcessor {
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final List<AttributeKey<String>> ADDRESSES = List.of(
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("http.url"),
            AttributeKey.stringKey("http.target"));
    private static final String LEFT_OUT = "...";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        String query = span.getAttribute(QUERY);
        if (query != null && !query.isEmpty()) {
            span.setAttribute(QUERY, LEFT_OUT);
        }
        for (AttributeKey<String> key : ADDRESSES) {
            String address = span.getAttribute(key);
            int mark = address == null ? -1 : address.indexOf('?');
            if (address != null && mark >= 0) {
                span.setAttribute(key, address.substring(0, mark + 1) + LEFT_OUT);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Everything was done when it began.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
