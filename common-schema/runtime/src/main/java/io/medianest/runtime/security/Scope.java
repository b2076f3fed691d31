package io.medianest.runtime.security;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an API key may be used for, within what its owner's roles allow. */
public enum Scope {
    /** Who the owner is. */
    PROFILE_READ("profile:read"),
    /** Requests, their history and their events. */
    REQUESTS_READ("requests:read"),
    /** Asking for something, and taking it back. */
    REQUESTS_WRITE("requests:write"),
    /** Deciding other people's requests. */
    REQUESTS_DECIDE("requests:decide"),
    /** Search, details, the library. */
    LIBRARY_READ("library:read"),
    /** Downloads and their events. */
    DOWNLOADS_READ("downloads:read"),
    /** Starting and stopping downloads. */
    DOWNLOADS_WRITE("downloads:write"),
    /** The state of services. */
    STATUS_READ("status:read"),
    /** The people of this installation. */
    USERS_READ("users:read"),
    /** Making, changing and deleting people. */
    USERS_WRITE("users:write");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** The scope as it stands in tokens, in the database and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The scope of a name; empty if there is none. */
    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }
}
