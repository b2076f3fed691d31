package io.medianest.gateway.guard;

import io.medianest.runtime.http.LateClose;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.problem.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests that two programs could read differently: methods that nobody serves, a missing or double
 * {@code Host}, headers given twice that may be given once, unknown transfer encodings, addresses that are none. The
 * shared guard has looked at the path and the announced length before.
 */
@ApplicationScoped
class RequestShape {
    private static final int AFTER_PATH_GUARD = 8_900;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<CharSequence> ONCE = List.of(
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.ORIGIN);

    private final Problems problems;
    private final long maxHeaderSize;

    RequestShape(Problems problems, LimitsConfig limits) {
        this.problems = problems;
        maxHeaderSize = limits.maxHeaderSize().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_PATH_GUARD);
    }

    private void check(RoutingContext context) {
        Optional<ProblemException> refusal = refusal(context.request());
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        if (refusal.get().status() == 405) {
            context.response()
                    .putHeader(
                            HttpHeaderNames.ALLOW,
                            String.join(", ", METHODS.stream().sorted().toList()));
        }
        LateClose.answer(context, problems, refusal.get());
    }

    private Optional<ProblemException> refusal(HttpServerRequest request) {
        if (!METHODS.contains(request.method().name())) {
            return Optional.of(problems.ofStatus(405));
        }
        if (headerSize(request.headers()) > maxHeaderSize) {
            return Optional.of(problems.ofStatus(431));
        }
        if (isAmbiguous(request.headers()) || request.authority() == null || !isAddress(request.uri())) {
            return Optional.of(problems.ofStatus(400));
        }
        return Optional.empty();
    }

    private static boolean isAmbiguous(MultiMap headers) {
        if (!headers.names().stream().allMatch(name -> TOKEN.matcher(name).matches())) {
            return true;
        }
        for (CharSequence name : ONCE) {
            if (headers.getAll(name).size() > 1) {
                return true;
            }
        }
        String encoding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        return encoding != null && (!encoding.equals("chunked") || headers.contains(HttpHeaderNames.CONTENT_LENGTH));
    }

    private static boolean isAddress(String uri) {
        try {
            return uri.startsWith("/") && new URI(uri).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static long headerSize(MultiMap headers) {
        long size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
