package io.medianest.gateway.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address that people use, when the operator has told it. */
@ApplicationScoped
public class PublicUrl {
    private static final String SETTING = "medianest.public-url";

    /** Whatever people put after the host is no part of an origin. */
    private static final Pattern PATH = Pattern.compile("^(https?://[^/?#]*)[/?#].*$", Pattern.CASE_INSENSITIVE);

    private final Optional<WebOrigin> origin;

    /**
     * @param url the address that people use, such as {@code https://media.example.org}: by it pages of other origins are
     *     told from its own
     */
    PublicUrl(@ConfigProperty(name = SETTING) Optional<String> url) {
        origin = url.map(given -> WebOrigin.of(PATH.matcher(given.strip()).replaceFirst("$1"))
                .orElseThrow(() -> new IllegalStateException(
                        SETTING + " must be an address such as https://media.example.org, but is " + given)));
    }

    /** Its origin; empty if the operator has told no address. */
    public Optional<WebOrigin> origin() {
        return origin;
    }

    /** Whether people reach MediaNest by https, even if something before the gateway ends it. */
    boolean isHttps() {
        return origin.map(WebOrigin::isHttps).orElse(false);
    }
}
