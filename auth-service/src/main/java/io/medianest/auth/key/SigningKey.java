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
