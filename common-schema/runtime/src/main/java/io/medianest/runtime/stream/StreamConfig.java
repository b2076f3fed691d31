package io.medianest.runtime.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How streams of events to clients behave. */
@ConfigMapping(prefix = "medianest.streams")
public interface StreamConfig {

    /** How many streams a user may have open at this instance. */
    @WithDefault("5")
    @Min(1)
    int perUser();

    /** How often a silent stream shows that it is alive. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How many events of a topic are kept for clients that come back. */
    @WithDefault("4096")
    @Min(1)
    int kept();

    /** How many events wait for a client that reads slowly, before it is disconnected. */
    @WithDefault("256")
    @Min(1)
    int waiting();

    /** How long the gateway's merged stream waits for a client that reads nothing, before it is disconnected. */
    @WithDefault("30s")
    Duration patience();
}
