package io.medianest.media.request;

import io.medianest.media.title.MediaKind;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import jakarta.ws.rs.ForbiddenException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a list shows.
 *
 * @param userId whose; null for everybody's
 * @param status one status; null for any
 * @param phase one phase; null for any
 * @param mediaType {@code movie} or {@code tv}; null for both
 * @param text part of the title; null for any
 * @param followedBy only what that person follows; null for any
 * @param oldestFirst else the newest
 * @param viewer who looks, and sees of others' requests what a follower does; null for those who decide, who also see
 *     who asked
 */
record MediaRequestFilter(
        @Nullable UUID userId,
        @Nullable String status,
        @Nullable String phase,
        @Nullable String mediaType,
        @Nullable String text,
        @Nullable UUID followedBy,
        boolean oldestFirst,
        @Nullable UUID viewer) {
    private static final Set<String> PHASES = Set.of("pending", "processing", "completed", "failed");
    private static final int MAX_TEXT = 200;

    /**
     * What a caller may see of what the caller asks for: one's own, or all for those who decide requests.
     *
     * @throws ProblemException 400 for a parameter that is not valid
     * @throws ForbiddenException if others' requests are asked for without the right to
     */
    static MediaRequestFilter of(Caller caller, MediaRequestListParameters asked) {
        boolean decides = caller.has(Role.MODERATOR);
        UUID user = uuid(asked.userId());
        if (!decides && user != null && !user.equals(caller.userId())) {
            throw new ForbiddenException();
        }
        boolean followed = followed(asked.followed());
        return new MediaRequestFilter(
                decides || followed ? user : caller.userId(),
                status(asked.status()),
                phase(asked.phase()),
                mediaType(asked.mediaType()),
                text(asked.q()),
                followed ? caller.userId() : null,
                oldestFirst(asked.sort()),
                decides ? null : caller.userId());
    }

    /** Names this list, so that a cursor of another one is not taken for it. */
    String name() {
        return "media-requests|" + userId + '|' + status + '|' + phase + '|' + mediaType + '|' + text + '|' + followedBy
                + '|' + oldestFirst;
    }

    private static @Nullable UUID uuid(@Nullable String id) {
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("userId", "is no id");
        }
    }

    private static @Nullable String status(@Nullable String status) {
        if (status != null) {
            requireStatus(status);
        }
        return status;
    }

    /** Refuses, with 400, what is no status. */
    static void requireStatus(String status) {
        if (MediaRequestStatus.named(status).isEmpty()) {
            throw ProblemException.invalid("status", "is no status of a request");
        }
    }

    private static @Nullable String phase(@Nullable String phase) {
        if (phase != null && !PHASES.contains(phase)) {
            throw ProblemException.invalid("phase", "must be pending, processing, completed or failed");
        }
        return phase;
    }

    private static @Nullable String mediaType(@Nullable String type) {
        if (type != null && MediaKind.named(type).isEmpty()) {
            throw ProblemException.invalid("mediaType", "must be movie or tv");
        }
        return type;
    }

    private static boolean followed(@Nullable String followed) {
        if (followed != null && !followed.equals("true") && !followed.equals("false")) {
            throw ProblemException.invalid("followed", "must be true or false");
        }
        return "true".equals(followed);
    }

    private static boolean oldestFirst(@Nullable String sort) {
        if (sort != null && !sort.equals("createdAt") && !sort.equals("-createdAt")) {
            throw ProblemException.invalid("sort", "must be createdAt (oldest first) or -createdAt (newest first)");
        }
        return "createdAt".equals(sort);
    }

    private static @Nullable String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("q", "must be at most " + MAX_TEXT + " characters of plain text");
        }
        TitlePatterns.require(text);
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
