package io.medianest.monitor.error;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where errors come from.
 *
 * @param since the beginning of the window
 * @param items those with the most errors, at most 100
 */
public record ErrorRates(String window, Instant since, List<Item> items) {

    /**
     * The errors of an endpoint.
     *
     * @param service where they arose
     * @param route the template of the path; null for what has none
     * @param errors how many there were
     * @param perHour how many in an hour, on average
     */
    public record Item(
            @Nullable String service,
            String requestMethod,
            @Nullable String route,
            long errors,
            double perHour) {}
}
