package io.medianest.youtube.download;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import jakarta.ws.rs.ForbiddenException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which downloads a list shows.
 *
 * @param userId whose; null for everybody's
 * @param status one status; null for any
 * @param withPeople whether to name who wants it
 */
record DownloadFilter(@Nullable UUID userId, @Nullable String status, boolean withPeople) {

    /**
     * What a caller may see of what the caller asks for: one's own, or all for a MODERATOR.
     *
     * @throws ProblemException 400 for a parameter that is not valid
     * @throws ForbiddenException if others' downloads are asked for without the right to
     */
    static DownloadFilter of(Caller caller, DownloadListParameters asked) {
        boolean seesAll = caller.has(Role.MODERATOR);
        UUID user = uuid(asked.userId());
        if (!seesAll && user != null && !user.equals(caller.userId())) {
            throw new ForbiddenException();
        }
        return new DownloadFilter(seesAll ? user : caller.userId(), status(asked.status()), seesAll);
    }

    /** Names this list, so that a cursor of another one is not taken for it. */
    String name() {
        return "youtube-downloads|" + userId + '|' + status;
    }

    private static @Nullable UUID uuid(@Nullable String id) {
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("userId", "is no id");
        }
    }

    private static @Nullable String status(@Nullable String status) {
        if (status != null && DownloadStatus.named(status).isEmpty()) {
            throw ProblemException.invalid("status", "must be queued, downloading, completed or failed");
        }
        return status;
    }
}
