package io.medianest.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The cookies that MediaNest gives to browsers. Over https their names begin with {@code __Host-}, which has the browser
 * take them from this very host alone and send them over https alone; over plain http, where that prefix is not taken,
 * they have another name, so that neither is ever taken for the other.
 */
public enum BrowserCookie {
    /** The web session. */
    SESSION("medianest"),
    /** Binds a PIN of plex.tv to the browser that asked for it. */
    PLEX_PIN("medianest-plex-pin");

    private static final String HOST_PREFIX = "__Host-";

    private final String plainName;

    BrowserCookie(String plainName) {
        this.plainName = plainName;
    }

    /** The name. */
    public String name(boolean https) {
        return https ? HOST_PREFIX + plainName : plainName;
    }

    /**
     * A {@code Set-Cookie} that no script reads, and that is not sent along when another site posts something here.
     *
     * @param value characters of base64url only
     * @param maxAge how long the browser keeps it
     * @param https whether the browser speaks https, if only to the proxy before us
     */
    public String set(String value, Duration maxAge, boolean https) {
        return name(https) + "=" + value + "; Path=/; Max-Age=" + maxAge.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (https ? "; Secure" : "");
    }

    /** A {@code Set-Cookie} that has the browser forget it. */
    public String clear(boolean https) {
        return set("", Duration.ZERO, https);
    }

    /**
     * Every value that a browser sends under the name. More than one means that somebody else has set one too: nobody
     * can tell which is ours.
     *
     * @param headers the {@code Cookie} headers
     */
    public List<String> values(List<String> headers, boolean https) {
        String wanted = name(https);
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                int end = pair.indexOf('=');
                if (end >= 0 && pair.substring(0, end).strip().equals(wanted)) {
                    values.add(pair.substring(end + 1).strip());
                }
            }
        }
        return values;
    }
}
