package io.medianest.monitor.config;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** How one service is reached. */
@Entity
@Table(name = "service_config")
class ServiceConfig {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Version
    private long version;

    @Column(name = "service_name", updatable = false)
    private String serviceName;

    @Column(name = "service_url")
    private String serviceUrl;

    /** Encrypted. */
    @Column(name = "api_key")
    private @Nullable String apiKey;

    private boolean enabled;

    /** An object of JSON as text. */
    @Column(name = "config_data")
    @ColumnTransformer(read = "cast(config_data as text)", write = "cast(cast(? as text) as jsonb)")
    private String configData;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "updated_by")
    private @Nullable UUID updatedBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ServiceConfig() {}

    /** A service that was not configured before; disabled until it is told how. */
    @SuppressWarnings("NullAway.Init")
    ServiceConfig(String serviceName) {
        this.serviceName = serviceName;
    }

    /**
     * Sets how the service is reached.
     *
     * @param url its address
     * @param sealedKey its key, encrypted; null for none
     * @param used whether it is used and watched
     * @param settings an object of JSON, whose secrets are encrypted
     * @param by who does it
     */
    void set(String url, @Nullable String sealedKey, boolean used, String settings, UUID by) {
        serviceUrl = url;
        apiKey = sealedKey;
        enabled = used;
        configData = settings;
        updatedBy = by;
        updatedAt = Instant.now();
    }

    @Nullable
    Integer id() {
        return id;
    }

    @Nullable
    UUID updatedBy() {
        return updatedBy;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String serviceName() {
        return serviceName;
    }

    String serviceUrl() {
        return serviceUrl;
    }

    @Nullable
    String apiKey() {
        return apiKey;
    }

    boolean enabled() {
        return enabled;
    }

    String configData() {
        return configData;
    }

    long version() {
        return version;
    }
}
