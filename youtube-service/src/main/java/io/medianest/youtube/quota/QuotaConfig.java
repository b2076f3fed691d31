package io.medianest.youtube.quota;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How much a person may have downloaded, beside how often; that is a limit like others. */
@ConfigMapping(prefix = "medianest.youtube.quota")
public interface QuotaConfig {

    /** The most that a person's files may take, such as 200G; as much as there is room for if absent. */
    Optional<MemorySize> bytesPerUser();
}
