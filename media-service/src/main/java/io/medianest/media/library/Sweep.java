package io.medianest.media.library;

import io.medianest.plex.PlexItem;
import io.medianest.plex.PlexPage;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** What was seen while a whole list was gone through, page by page. */
final class Sweep {
    private final Set<Long> keys = new HashSet<>();
    private final int most;
    private Instant changedAt;
    private int seen;
    private int total = -1;
    private boolean steady = true;

    /** @param most how much of the list is looked at */
    Sweep(Instant changedAt, int most) {
        this.changedAt = changedAt;
        this.most = most;
    }

    void saw(PlexPage page) {
        steady &= total < 0 || total == page.total();
        total = page.total();
        seen += page.items().size();
        changedAt = SectionSync.latestOf(page.items(), changedAt);
        for (PlexItem item : page.items()) {
            item.key().ifPresent(keys::add);
        }
    }

    /** Whether nothing can have slipped through: a list that shrinks moves what follows to pages that were read already. */
    boolean isWhole() {
        return steady && seen >= Math.min(total, most);
    }

    Set<Long> keys() {
        return Collections.unmodifiableSet(keys);
    }

    Instant changedAt() {
        return changedAt;
    }
}
