package io.medianest.monitor.alert;

import io.medianest.runtime.validation.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told of what, and how.
 *
 * @param name for people; no other channel has it
 * @param kind how; stays as it is
 * @param enabled whether anything is sent
 * @param destination where to
 * @param secret what signs a webhook or stands in its address, or the token of ntfy; null keeps the one there is, and an
 *     empty one removes it
 * @param services about which; null for all
 * @param offlineOnly whether nothing is said of services that are merely degraded; null for false
 * @param minimumOutageSeconds an outage that is over by then is not told; null for 0
 */
public record PutAlertChannel(
        @NotNull @PlainText(max = 60) @Schema(examples = "Telephone")
        String name,

        @NotNull AlertKind kind,

        @NotNull Boolean enabled,

        @NotNull @Valid AlertDestination destination,

        @Schema(
                writeOnly = true,
                description =
                        "Never shown again. webhook: signs what is sent, or stands in the address; ntfy: an access"
                                + " token. Absent: the one there is stays, unless the address leads to another host; empty:"
                                + " it is removed")
        @Size(max = 1024)
        @Nullable
        String secret,

        @Schema(description = "Names of services; absent: all") @Size(min = 1, max = 100) @Nullable
        List<@NotBlank @Size(max = 63) String> services,

        @Schema(description = "Nothing of services that are merely slow or work in part; absent: false") @Nullable
        Boolean offlineOnly,

        @Schema(description = "Outages that are over by then are not told; absent: 0") @Min(0) @Max(86_400) @Nullable
        Integer minimumOutageSeconds) {

    /** Without addresses and secret, wherever this is printed. */
    @Override
    public String toString() {
        return "PutAlertChannel[" + kind + "]";
    }
}
