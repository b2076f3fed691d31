package io.medianest.auth.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A refresh token, as its hash. Each is used once and then followed by the next one of its family. */
@Entity
@Table(name = "session_tokens")
class SessionToken {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(name = "token_hash", updatable = false)
    private String tokenHash;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "device_id", updatable = false)
    private UUID deviceId;

    @Column(name = "family_id", updatable = false)
    private UUID familyId;

    // Written by the one statement that uses a token up, see SessionTokenRepository.
    @Column(name = "used_at", insertable = false, updatable = false)
    private @Nullable Instant usedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "successor_sealed")
    private @Nullable String successorSealed;

    @Column(name = "successor_until")
    private @Nullable Instant successorUntil;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    SessionToken() {}

    // The id is given by Hibernate when the token is stored.
    @SuppressWarnings("NullAway.Init")
    SessionToken(Device device, UUID familyId, String tokenHash, Instant now, Instant expiresAt) {
        userId = device.userId();
        deviceId = device.id();
        this.familyId = familyId;
        this.tokenHash = tokenHash;
        createdAt = now;
        this.expiresAt = expiresAt;
    }

    UUID id() {
        return id;
    }

    UUID userId() {
        return userId;
    }

    UUID deviceId() {
        return deviceId;
    }

    UUID familyId() {
        return familyId;
    }

    /** Keeps the next token for those who used this one at the same time. */
    void followedBy(String sealed, Instant until) {
        successorSealed = sealed;
        successorUntil = until;
    }

    /** The next token, sealed, while a race for this one may still be going on; null after that. */
    @Nullable
    String successor(Instant now) {
        return successorUntil != null && successorUntil.isAfter(now) ? successorSealed : null;
    }

    /** Whether using it now can only mean that two parties hold it. */
    boolean isReused() {
        return usedAt != null && revokedAt == null;
    }
}
