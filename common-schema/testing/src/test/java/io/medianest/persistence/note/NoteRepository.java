package io.medianest.persistence.note;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class NoteRepository implements PanacheRepositoryBase<Note, UUID> {

    /** Who and what the audit trail would name now. */
    Uni<String> auditSettings() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select current_setting('app.actor_id', true) || ' ' || current_setting('app.correlation_id', true)",
                                String.class)
                        .getSingleResult());
    }
}
