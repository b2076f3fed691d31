package io.medianest.gateway.route;

import java.util.Locale;

/** The services behind the gateway. */
public enum Service {
    /** People, ways to sign in, tokens. */
    AUTH,
    /** Search, requests, the library. */
    MEDIA,
    /** Playlists and downloads. */
    YOUTUBE,
    /** Status, configuration, errors. */
    MONITOR;

    /** The name in configuration, answers and metrics, such as {@code auth}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
