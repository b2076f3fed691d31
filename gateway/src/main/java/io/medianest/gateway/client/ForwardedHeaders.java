package io.medianest.gateway.client;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proxies tell of the client, in {@code X-Forwarded-*} or in {@code Forwarded} (RFC 7239), in order of the hops. */
enum ForwardedHeaders {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
    X_FORWARDED {
        @Override
        List<String> addresses(MultiMap headers) {
            return items(headers, "X-Forwarded-For");
        }

        @Override
        Optional<String> scheme(MultiMap headers) {
            return known(last(items(headers, "X-Forwarded-Proto")));
        }
    },
    /** {@code Forwarded}, its parameters {@code for} and {@code proto}. */
    FORWARDED {
        @Override
        List<String> addresses(MultiMap headers) {
            return items(headers, "Forwarded").stream()
                    .map(hop -> parameter(hop, "for").orElse("unknown"))
                    .toList();
        }

        @Override
        Optional<String> scheme(MultiMap headers) {
            return known(last(items(headers, "Forwarded").stream()
                    .map(hop -> parameter(hop, "proto").orElse(""))
                    .toList()));
        }
    };

    private static final int MAX_HOPS = 32;

    /** One entry for each hop, the client's own claims first; not yet known to be addresses. */
    abstract List<String> addresses(MultiMap headers);

    /** How the nearest proxy was spoken to. */
    abstract Optional<String> scheme(MultiMap headers);

    /** An entry as a plain address, without port and brackets; null if it is none. */
    static @Nullable String address(String entry) {
        String text = entry;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            text = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        byte @Nullable [] bytes = text.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return null;
        }
        try {
            // Through InetAddress, so that each address has one spelling, and IPv4 in IPv6 is IPv4.
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Neither 4 nor 16 bytes: " + text, e);
        }
    }

    /** The last hops of a header, however many lines it has. */
    private static List<String> items(MultiMap headers, String name) {
        List<String> items = new ArrayList<>();
        for (String line : headers.getAll(name)) {
            for (String item : line.split(",", -1)) {
                items.add(item.strip());
            }
        }
        return items.subList(Math.max(0, items.size() - MAX_HOPS), items.size());
    }

    private static Optional<String> parameter(String hop, String name) {
        for (String pair : hop.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = pair.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return Optional.empty();
    }

    private static String last(List<String> items) {
        return items.isEmpty() ? "" : items.getLast().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> known(String scheme) {
        return scheme.equals("http") || scheme.equals("https") ? Optional.of(scheme) : Optional.empty();
    }
}
