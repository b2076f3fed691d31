package io.medianest.simulators.overseerr;

import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A query string, checked as strictly as the original checks it against its OpenAPI document. */
final class Query {

    private static final Pattern RESERVED = Pattern.compile("[:/?#\\[\\]@!$&'()*+,;=]");

    private final Map<String, String> values = new HashMap<>();

    private Query() {}

    /**
     * Reads the query of a request.
     *
     * @throws ApiException 400 for a parameter that is not allowed here, has no value, or whose value has a reserved
     *     character that is not percent-encoded
     */
    static Query of(RoutingContext ctx, String... allowed) {
        Query query = new Query();
        String raw = ctx.request().query();
        if (raw != null && !raw.isEmpty()) {
            for (String part : raw.split("&", -1)) {
                query.add(part.split("=", 2), Set.of(allowed));
            }
        }
        return query;
    }

    private void add(String[] pair, Set<String> allowed) {
        String name = pair[0];
        if (!allowed.contains(name)) {
            throw new ApiException(400, "Unknown query parameter '" + name + "'");
        }
        if (pair.length == 1 || pair[1].isEmpty()) {
            throw new ApiException(400, "Empty value found for query parameter '" + name + "'");
        }
        if (RESERVED.matcher(pair[1]).find()) {
            throw new ApiException(
                    400,
                    "Parameter '" + name + "' must be url encoded. Its value may not contain reserved characters.");
        }
        try {
            values.put(name, URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "Parameter '" + name + "' is not properly encoded: " + e.getMessage());
        }
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> new ApiException(400, "request/query must have required property '" + name + "'"));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** One of these values, or nothing. */
    Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = text(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw new ApiException(
                    400,
                    "request/query/" + name + " must be equal to one of the allowed values: "
                            + String.join(", ", allowed));
        });
        return value;
    }

    int number(String name, int otherwise) {
        return number(name).orElse(otherwise);
    }

    OptionalInt number(String name) {
        String value = values.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new ApiException(400, "request/query/" + name + " must be number");
        }
    }
}
