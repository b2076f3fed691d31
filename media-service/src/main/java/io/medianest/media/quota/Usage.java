package io.medianest.media.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody has asked for within the days of a limit.
 *
 * @param used how many count now
 * @param freesAt when enough of them count no longer for what is wanted; null if they do not have to, or if that never
 *     helps
 */
record Usage(long used, @Nullable Instant freesAt) {}
