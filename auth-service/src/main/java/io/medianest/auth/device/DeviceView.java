package io.medianest.auth.device;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device that is signed in, as its owner sees it.
 *
 * @param id the sign-in; another one when the device signs in again
 * @param name how the device called itself; null if it did not say
 * @param platform what it said it was; null if it did not say
 * @param createdAt when it signed in
 * @param lastUsedAt when it last got an access token
 * @param lastIp from where; null if unknown
 * @param current whether it is the one that asks
 */
@Schema(name = "Device")
public record DeviceView(
        UUID id,
        @Nullable String name,
        @Nullable String platform,
        Instant createdAt,
        Instant lastUsedAt,
        @Nullable String lastIp,
        boolean current) {

    /** A person's devices. */
    @Schema(name = "Devices")
    public record ListView(List<DeviceView> items) {}
}
