package io.medianest.monitor.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A channel, as it is stored. */
@Entity
@Table(name = "alert_channels")
class AlertChannel {
    @Id
    private UUID id;

    @Version
    private long version;

    private String name;

    @Column(updatable = false)
    private String kind;

    private boolean enabled;

    /** An object of JSON as text. */
    @ColumnTransformer(read = "cast(destination as text)", write = "cast(cast(? as text) as jsonb)")
    private String destination;

    /** Encrypted. */
    private @Nullable String secret;

    /** An array of JSON as text. */
    @ColumnTransformer(read = "cast(services as text)", write = "cast(cast(? as text) as jsonb)")
    private @Nullable String services;

    @Column(name = "offline_only")
    private boolean offlineOnly;

    @Column(name = "minimum_outage_s")
    private int minimumOutageSeconds;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "updated_by")
    private @Nullable UUID updatedBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AlertChannel() {}

    /** A new channel, which is to be set. */
    @SuppressWarnings("NullAway.Init")
    AlertChannel(UUID id, AlertKind kind) {
        this.id = id;
        this.kind = kind.word();
        createdAt = Instant.now();
    }

    /**
     * Sets it.
     *
     * @param asked what it is to be
     * @param where an object of JSON
     * @param about an array of JSON; null for all services
     * @param sealed the secret, encrypted; null for none
     * @param by who does it
     */
    void set(PutAlertChannel asked, String where, @Nullable String about, @Nullable String sealed, UUID by) {
        name = asked.name();
        enabled = asked.enabled();
        destination = where;
        services = about;
        secret = sealed;
        offlineOnly = Boolean.TRUE.equals(asked.offlineOnly());
        minimumOutageSeconds = asked.minimumOutageSeconds() == null ? 0 : asked.minimumOutageSeconds();
        updatedAt = Instant.now();
        updatedBy = by;
    }

    /** As the API shows it. */
    AlertChannelView view(AlertJson json) {
        return new AlertChannelView(
                id,
                name,
                AlertKind.of(kind),
                enabled,
                json.destination(destination),
                secret != null,
                json.services(services),
                offlineOnly,
                minimumOutageSeconds,
                updatedAt,
                updatedBy);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }
}
