package io.medianest.monitor.page;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How several services are together. */
enum OverallState {
    NOTHING_PUBLIC(null, "No service is shown here yet: none has been marked as public."),
    ONLINE("online", "Everything works."),
    MAINTENANCE("maintenance", "Maintenance is under way; everything else works."),
    UNKNOWN("unknown", "How some services are is not known right now."),
    DEGRADED("degraded", "Some services work slowly or in part."),
    PARTLY_OFFLINE("partly-offline", "Some services do not work."),
    OFFLINE("offline", "Nothing works right now.");

    private final @Nullable String word;
    private final String message;

    OverallState(@Nullable String word, String message) {
        this.word = word;
        this.message = message;
    }

    @Nullable
    String word() {
        return word;
    }

    String message() {
        return message;
    }

    /** The worst that can be said of services in these states; of those under maintenance nothing is expected. */
    static OverallState of(Collection<String> states) {
        if (states.isEmpty()) {
            return NOTHING_PUBLIC;
        }
        if (states.contains("offline")) {
            return states.stream().allMatch(state -> state.equals("offline") || state.equals("maintenance"))
                    ? OFFLINE
                    : PARTLY_OFFLINE;
        }
        if (states.contains("degraded")) {
            return DEGRADED;
        }
        if (states.contains("unknown")) {
            return UNKNOWN;
        }
        return states.contains("maintenance") ? MAINTENANCE : ONLINE;
    }
}
