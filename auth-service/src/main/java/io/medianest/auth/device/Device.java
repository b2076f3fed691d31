package io.medianest.auth.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A place where somebody is signed in, from the sign-in to its end. Its id is the claim {@code sid}. */
@Entity
@Table(name = "devices")
class Device {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    private @Nullable String name;

    private @Nullable String platform;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "authenticated_at", updatable = false)
    private Instant authenticatedAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "last_ip")
    @ColumnTransformer(read = "host(last_ip)", write = "cast(cast(? as text) as inet)")
    private @Nullable String lastAddress;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    Device() {}

    // The id is given by Hibernate when the device is stored.
    @SuppressWarnings("NullAway.Init")
    Device(UUID userId, DeviceInfo info, @Nullable String address, Duration lifetime) {
        this.userId = userId;
        name = info.name();
        platform = info.platform();
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        authenticatedAt = createdAt;
        lastUsedAt = createdAt;
        lastAddress = address;
        expiresAt = createdAt.plus(lifetime);
    }

    UUID id() {
        return id;
    }

    UUID userId() {
        return userId;
    }

    DeviceView view(UUID currentId) {
        return new DeviceView(id, name, platform, createdAt, lastUsedAt, lastAddress, id.equals(currentId));
    }

    /** When the user last proved here who they are. */
    Instant authenticatedAt() {
        return authenticatedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isUsable(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }

    void used(Instant now, @Nullable String address) {
        lastUsedAt = now;
        lastAddress = address;
    }

    /** Ends the sign-in; false if it had ended already. */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }
}
