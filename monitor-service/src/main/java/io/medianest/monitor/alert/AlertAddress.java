package io.medianest.monitor.alert;

import io.medianest.runtime.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Addresses of channels, in which a place may be left for the secret. */
final class AlertAddress {
    private static final String PLACE = "{secret}";
    private static final String FIELD = "destination.url";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private AlertAddress() {}

    /** Whether the secret stands in it. */
    static boolean isSecret(String url) {
        return url.contains(PLACE);
    }

    /** The address that is called. */
    static String filled(String url, String secret) {
        return url.replace(
                PLACE, URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /**
     * Reads one; something harmless stands in the place of the secret.
     *
     * @throws ProblemException 400 that says what is wrong
     */
    static URI checked(AlertKind kind, String url) {
        URI uri = parsed(filled(url.strip(), "secret"));
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw ProblemException.invalid(FIELD, "must begin with http:// or https:// and name a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw ProblemException.invalid(
                    FIELD, "must have no user, password or fragment; what is secret goes into secret");
        }
        if (isSecret(url) && !parsed(filled(url.strip(), "a")).getHost().equals(uri.getHost())) {
            throw ProblemException.invalid(FIELD, "must not have the secret in its host");
        }
        if (kind == AlertKind.NTFY && uri.getRawQuery() != null) {
            throw ProblemException.invalid(FIELD, "must be the server alone, such as https://ntfy.sh");
        }
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw ProblemException.invalid(FIELD, "is no address such as https://host/path");
        }
    }
}
