package io.medianest.media.request;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of several decisions, in the order in which they were asked for.
 *
 * @param done how many were taken
 * @param refused how many were not
 */
public record BulkOutcome(int done, int refused, List<DecisionOutcome> items) {

    static BulkOutcome of(List<DecisionOutcome> items) {
        int done = (int) items.stream().filter(DecisionOutcome::done).count();
        return new BulkOutcome(done, items.size() - done, List.copyOf(items));
    }

    /**
     * What became of one.
     *
     * @param done whether the decision was taken
     * @param requestStatus where the request stands; null if there is none, or if that is not known
     * @param code as the decision about this request alone would be refused; null if it was taken
     * @param detail why it was refused; null if it was taken
     */
    public record DecisionOutcome(
            UUID id,
            boolean done,
            @Nullable String requestStatus,
            @Nullable String code,
            @Nullable String detail) {}
}
