package io.medianest.media.sync;

import io.medianest.runtime.paging.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Where polling left off.
 *
 * @param changedAt the last change in Overseerr that was seen
 * @param asked our open request that was asked about last; those after it come next
 */
record PollCursor(Instant changedAt, Position asked) {
    private static final Logger LOG = Logger.getLogger(PollCursor.class);
    private static final int PARTS = 3;

    /** Before every request. */
    static final Position FIRST = new Position(Instant.EPOCH, new UUID(0, 0));

    /** Before everything. */
    static final PollCursor START = new PollCursor(Instant.EPOCH, FIRST);

    /** Reads what {@link #toString} wrote; anything else means to start anew. */
    static PollCursor parse(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length == PARTS) {
            try {
                Position asked = new Position(Instant.parse(parts[1]), UUID.fromString(parts[2]));
                return new PollCursor(Instant.parse(parts[0]), asked);
            } catch (DateTimeException | IllegalArgumentException e) {
                LOG.debugf("Not a cursor: %s", e.getMessage());
            }
        }
        LOG.warnf("Polling starts anew, it cannot read where it left off: %s", text);
        return START;
    }

    @Override
    public String toString() {
        return changedAt + " " + asked.createdAt() + " " + asked.id();
    }
}
