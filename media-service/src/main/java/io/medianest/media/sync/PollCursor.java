package io.medianest.media.sync;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Where polling left off.
 *
 * @param changedAt the last change in Overseerr that was seen
 * @param openId our open request that was asked about last; those after it come next
 */
record PollCursor(Instant changedAt, UUID openId) {
    private static final Logger LOG = Logger.getLogger(PollCursor.class);

    /** Before everything. */
    static final PollCursor START = new PollCursor(Instant.EPOCH, new UUID(0, 0));

    /** Reads what {@link #toString} wrote; anything else means to start anew. */
    static PollCursor parse(String text) {
        try {
            String[] parts = text.split(" ", 2);
            return new PollCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            LOG.warnf("Polling starts anew, it cannot read where it left off: %s", e.getMessage());
            return START;
        }
    }

    @Override
    public String toString() {
        return changedAt + " " + openId;
    }
}
