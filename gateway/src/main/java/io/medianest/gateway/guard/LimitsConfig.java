package io.medianest.gateway.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a request may be. */
@ConfigMapping(prefix = "medianest.gateway.limits")
public interface LimitsConfig {

    /** The longest body, however it is framed. */
    @WithDefault("256K")
    MemorySize maxBodySize();

    /** The most bytes of all header names and values together. */
    @WithDefault("16K")
    MemorySize maxHeaderSize();
}
