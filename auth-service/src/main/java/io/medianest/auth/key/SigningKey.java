package io.medianest.auth.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A key pair that access tokens are signed with, now or next. */
@Entity
@Table(name = "signing_keys")
class SigningKey {
    /** Where a key is in its life. */
    enum State {
        /** Published already, so that everybody knows it before it signs. */
        NEXT("next"),
        /** Signs. */
        CURRENT("current"),
        /** Signs no more; published until the last token it signed has expired. */
        RETIRED("retired");

        @EnumeratedValue
        @SuppressWarnings("UnusedVariable") // Hibernate reads it
        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }
    }

    @Id
    private String kid;

    @Column(name = "public_jwk", updatable = false)
    @ColumnTransformer(read = "cast(public_jwk as text)", write = "cast(cast(? as text) as jsonb)")
    private String publicJwk;

    @Column(name = "private_key")
    private @Nullable String sealedPrivateJwk;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    // Written by an operator.
    @Column(name = "rotation_requested_at", insertable = false, updatable = false)
    private @Nullable Instant rotationRequestedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    SigningKey() {}

    SigningKey(String kid, String publicJwk, String sealedPrivateJwk, State state) {
        this.kid = kid;
        this.publicJwk = publicJwk;
        this.sealedPrivateJwk = sealedPrivateJwk;
        this.state = state;
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        activatedAt = state == State.CURRENT ? createdAt : null;
    }

    /** Whether the next key should sign instead: it has signed since then or longer, or somebody asked for it. */
    boolean isDue(Instant since) {
        return rotationRequestedAt != null || (activatedAt != null && !activatedAt.isAfter(since));
    }

    /** Whether verifiers could know it since then. */
    boolean isPublishedSince(Instant since) {
        return !createdAt.isAfter(since);
    }

    /** Signs from now on. */
    void activate(Instant now) {
        state = State.CURRENT;
        activatedAt = now;
    }

    /** Signs no more; nobody can sign with it any more. */
    void retire(Instant publishedUntil) {
        state = State.RETIRED;
        sealedPrivateJwk = null;
        expiresAt = publishedUntil;
    }

    String kid() {
        return kid;
    }

    @Nullable
    String sealedPrivateJwk() {
        return sealedPrivateJwk;
    }

    State state() {
        return state;
    }
}
