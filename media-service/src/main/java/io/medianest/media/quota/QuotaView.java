package io.medianest.media.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody may ask for, and has.
 *
 * @param movies films within days
 * @param seasons seasons within days
 * @param open requests that are neither done nor failed
 * @param perHour calls that ask for something, whatever becomes of them
 */
public record QuotaView(WindowQuota movies, WindowQuota seasons, OpenQuota open, PerHour perHour) {

    /**
     * Within days.
     *
     * @param limit null for as many as one likes
     * @param used how many count now
     * @param days counted back from now
     */
    public record WindowQuota(@Nullable Integer limit, long used, int days) {}

    /**
     * At once.
     *
     * @param limit null for as many as one likes
     * @param used how many there are
     */
    public record OpenQuota(@Nullable Integer limit, long used) {}

    /**
     * By the limit of calls.
     *
     * @param limit so many
     * @param used so many of them are gone
     * @param resetsAt when all of them are back
     */
    public record PerHour(int limit, int used, Instant resetsAt) {}
}
