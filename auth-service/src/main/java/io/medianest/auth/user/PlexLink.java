package io.medianest.auth.user;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Plex account that a user is linked with. */
@Embeddable
class PlexLink {
    @Column(name = "plex_id")
    private String id;

    @Column(name = "plex_username")
    private @Nullable String username;

    @Column(name = "plex_token")
    private @Nullable String sealedToken;

    @Column(name = "plex_token_rejected_at")
    private @Nullable Instant tokenRejectedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    PlexLink() {}

    /**
     * @param sealedToken the token for plex.tv, encrypted for its place in {@code users}
     */
    PlexLink(PlexProfile profile, String sealedToken) {
        id = profile.id();
        username = profile.username();
        this.sealedToken = sealedToken;
    }

    String id() {
        return id;
    }

    @Nullable
    String username() {
        return username;
    }

    /** Whether it says the same to others; the token is nobody's business. */
    boolean isSameAs(PlexLink other) {
        return id.equals(other.id) && Objects.equals(username, other.username);
    }

    /** Whether that is the token as it is stored now. */
    boolean holds(String sealed) {
        return sealed.equals(sealedToken);
    }

    /** plex.tv does not take the token any more, so that it is of no use. */
    void reject(Instant now) {
        sealedToken = null;
        tokenRejectedAt = now;
    }
}
