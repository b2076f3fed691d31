package io.medianest.media.request;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One step in the life of a request. */
sealed interface Change {

    /** A moderator or a rule allows it; the note is shown to whoever asked. */
    record Approve(@Nullable String note) implements Change {}

    /** A moderator says no; the note tells why. */
    record Decline(@Nullable String note) implements Change {}

    /** Whoever asked takes it back, or is gone. */
    record Cancel() implements Change {}

    /** Overseerr has it, under that number. */
    record Taken(String overseerrId) implements Change {}

    /** More of it can be watched: the film, or those seasons. */
    record Watchable(SortedSet<Integer> seasons) implements Change {
        Watchable(Set<Integer> seasons) {
            this(new TreeSet<>(seasons));
        }
    }

    /** All of it can be watched; closed. */
    record Complete() implements Change {}

    /** It came to nothing after it was approved. */
    record Fail(FailureReason reason, String note) implements Change {}

    /** A moderator has what failed by an error sent to Overseerr again. */
    record Retry() implements Change {}

    /** Put away. */
    record Archive() implements Change {}

    /** What the history says about this step beyond the status; null for nothing. */
    default @Nullable String note() {
        return switch (this) {
            case Approve approve -> approve.note();
            case Decline decline -> decline.note();
            case Fail fail -> fail.note();
            case Watchable watchable
            when !watchable.seasons().isEmpty() ->
                "Can be watched: seasons " + watchable.seasons().toString().replaceAll("[\\[\\]]", "");
            case Retry retry -> "Sent again";
            default -> null;
        };
    }
}
