package io.medianest.media.request;

import io.medianest.persistence.transaction.AuditActor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who or what moved a request.
 *
 * @param userId the person; null if it was no person
 * @param source where the change came from, as the history shows it
 */
public record Actor(@Nullable UUID userId, Source source) {

    /** Where a change came from. */
    public enum Source {
        /** A person, through the API. */
        USER("user"),
        /** Overseerr's answer to a submission. */
        OVERSEERR("overseerr"),
        /** Overseerr's webhook. */
        WEBHOOK("webhook"),
        /** A look into Overseerr. */
        POLL("poll"),
        /** A rule that an ADMIN set. */
        RULE("rule"),
        /** media-service on its own account. */
        SYSTEM("system");

        private final String wireName;

        Source(String wireName) {
            this.wireName = wireName;
        }

        /** The name in the API and in the database. */
        public String wireName() {
            return wireName;
        }
    }

    /** A person. */
    public static Actor user(UUID userId) {
        return new Actor(userId, Source.USER);
    }

    /** No person. */
    public static Actor of(Source source) {
        return new Actor(null, source);
    }

    /** How the audit trail names it. */
    AuditActor audit() {
        return userId != null ? AuditActor.user(userId) : AuditActor.service("media-service");
    }
}
