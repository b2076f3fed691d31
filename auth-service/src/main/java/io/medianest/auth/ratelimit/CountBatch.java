package io.medianest.auth.ratelimit;

import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Counts that were taken out of Redis together.
 *
 * @param id names the batch, however often it is read
 * @param counts may be empty
 */
record CountBatch(UUID id, List<Count> counts) {
    /** The field that names the batch. */
    static final String ID = "#id";

    private static final Logger LOG = Logger.getLogger(CountBatch.class);
    private static final int PARTS = 3;

    /**
     * How often a user did something within an hour.
     *
     * @param hourStart in seconds since the epoch
     */
    record Count(UUID userId, String policy, int count, long hourStart) {}

    /** Reads names and values in turn; what is none of ours is left out. */
    static CountBatch of(Response fieldsAndValues) {
        UUID id = null;
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i + 1 < fieldsAndValues.size(); i += 2) {
            String field = fieldsAndValues.get(i).toString();
            String value = fieldsAndValues.get(i + 1).toString();
            if (field.equals(ID)) {
                id = UUID.fromString(value);
            } else {
                add(counts, field.split("\\|", PARTS), value);
            }
        }
        if (id == null) {
            throw new IllegalStateException("A batch of counts has no id");
        }
        return new CountBatch(id, counts);
    }

    private static void add(List<Count> counts, String[] field, String value) {
        try {
            int count = Integer.parseInt(value);
            if (field.length == PARTS && count > 0) {
                counts.add(new Count(UUID.fromString(field[0]), field[1], count, Long.parseLong(field[2])));
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("Not a count: %s", e.getMessage());
        }
    }
}
