package io.medianest.monitor.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a service is to be reached.
 *
 * @param serviceUrl its address
 * @param apiKey its key; null keeps the one there is, and an empty one removes it
 * @param enabled whether it is used and watched
 * @param configData its settings; null for none
 */
public record PutServiceConfig(
        @Schema(examples = "http://192.168.1.5:32400") @NotBlank @Size(max = 2048)
        String serviceUrl,

        @Schema(
                writeOnly = true,
                description = "Never shown again. Absent: the one there is stays, unless the address leads to another"
                        + " host; empty: it is removed")
        @Size(max = 4096)
        @Nullable
        String apiKey,

        @NotNull Boolean enabled,

        @Schema(description = "As the kind of service has them; anything else is refused") @Nullable
        Map<String, Object> configData) {

    /** Without the key, wherever this is printed. */
    @Override
    public String toString() {
        return "PutServiceConfig[" + serviceUrl + ", enabled=" + enabled + "]";
    }
}
