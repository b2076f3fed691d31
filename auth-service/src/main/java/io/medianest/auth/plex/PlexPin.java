package io.medianest.auth.plex;

import io.medianest.auth.device.DeviceInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in with Plex that is under way.
 *
 * @param id the row
 * @param plexPinId what plex.tv calls it
 * @param startedBy who was signed in when it was started; null for nobody
 * @param device what signs in
 * @param browserHash of the cookie of the browser that started it; null if no browser did
 */
record PlexPin(
        UUID id,
        long plexPinId,
        @Nullable UUID startedBy,
        DeviceInfo device,
        @Nullable String browserHash) {}
