package io.medianest.runtime.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;

/** Which outbox this service relays, and how. */
@ConfigMapping(prefix = "medianest.outbox")
public interface OutboxConfig {

    /** The slice, that is the schema, whose outbox is relayed; nothing is relayed if it is absent. */
    Optional<@Pattern(regexp = "[a-z]+") String> slice();

    /** Whether the relay also sends the heartbeat of the revocations; only auth-service's does. */
    @WithDefault("false")
    boolean heartbeat();

    /** How many events are sent before their rows are deleted. */
    @WithDefault("500")
    @Min(1)
    int batchSize();

    /** How often to look without being told, in case a notification was lost. */
    @WithDefault("1s")
    Duration pollInterval();

    /** The database without a transaction pooler between: the relay's lock and LISTEN belong to one connection. */
    @WithDefault("${quarkus.datasource.reactive.url:}")
    String databaseUrl();

    /** The role that the relay signs in as; it owns nothing but may delete from its slice's outbox. */
    @WithDefault("${quarkus.datasource.username:}")
    String databaseUsername();

    /** That role's password. */
    @WithDefault("${quarkus.datasource.password:}")
    String databasePassword();
}
