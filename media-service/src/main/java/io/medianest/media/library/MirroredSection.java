package io.medianest.media.library;

import io.medianest.media.title.MediaKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A library as far as it has been taken over.
 *
 * @param changedAt the latest change that has been, by Plex's clock
 * @param sweptAt when all of it was last gone through; null if it never was
 */
record MirroredSection(
        String key,
        MediaKind kind,
        Instant changedAt,
        @Nullable Instant sweptAt) {}
