package io.medianest.auth.websession;

import io.medianest.auth.device.BrowserDevice;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/**
 * The session of a browser, by the hash of its cookie. It lasts as long as its device's sign-in, and no longer than the
 * browser stays away; its use is recorded where the cookie is exchanged.
 */
@Entity
@Table(name = "sessions")
class WebSession {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "session_token", updatable = false)
    private String tokenHash;

    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(updatable = false)
    private Instant expires;

    @Column(name = "device_id", updatable = false)
    private UUID deviceId;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    WebSession() {}

    // The id is given by Hibernate when the session is stored.
    @SuppressWarnings("NullAway.Init")
    WebSession(BrowserDevice device, String tokenHash, Instant expires) {
        this.tokenHash = tokenHash;
        this.expires = expires;
        userId = device.userId();
        deviceId = device.deviceId();
        createdAt = device.signedInAt();
        lastUsedAt = device.signedInAt();
    }
}
