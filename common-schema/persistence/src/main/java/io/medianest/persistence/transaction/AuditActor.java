package io.medianest.persistence.transaction;

import java.util.UUID;

/**
 * On whose behalf a transaction changes data, as the audit trail records it.
 *
 * @param id a user's id as text, or {@code service:<name>}
 */
public record AuditActor(String id) {

    /** A person. */
    public static AuditActor user(UUID userId) {
        return new AuditActor(userId.toString());
    }

    /** A service on its own account: a job, a consumer of events, somebody who is not signed in yet. */
    public static AuditActor service(String name) {
        return new AuditActor("service:" + name);
    }
}
