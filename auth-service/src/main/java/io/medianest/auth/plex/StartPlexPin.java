package io.medianest.auth.plex;

import io.medianest.auth.device.DeviceInfo;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Begins a sign-in with Plex.
 *
 * @param device what signs in; may be absent
 */
@Schema(description = "Begins a sign-in with Plex; may be empty")
record StartPlexPin(@Valid @Nullable DeviceInfo device) {

    DeviceInfo deviceOrUnknown() {
        return device == null ? DeviceInfo.UNKNOWN : device;
    }
}
