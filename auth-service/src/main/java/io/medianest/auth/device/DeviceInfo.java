package io.medianest.auth.device;

import io.medianest.runtime.validation.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself when somebody signs in on it.
 *
 * @param name how its owner would call it
 * @param platform what it is
 */
@Schema(description = "The device, as its owner would recognise it in a list")
public record DeviceInfo(
        @PlainText(max = 100) @Schema(examples = "Ada's phone") @Nullable
        String name,

        @PlainText(max = 100) @Schema(examples = "Android 16") @Nullable
        String platform) {
    /** A device that says nothing. */
    public static final DeviceInfo UNKNOWN = new DeviceInfo(null, null);
}
