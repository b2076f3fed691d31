package io.medianest.persistence.note;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;

@Path("/notes")
@PermitAll
class NoteResource {
    private final Notes notes;

    NoteResource(Notes notes) {
        this.notes = notes;
    }

    @POST
    @Path("/unique")
    public Uni<UUID> createUnique(String text) {
        return notes.createWithUniqueText(text);
    }

    @POST
    public Uni<UUID> create(String text) {
        return notes.create(io.medianest.persistence.transaction.AuditActor.service("testing"), text);
    }

    @POST
    @Path("/stale")
    public Uni<Void> stale() {
        return Uni.createFrom().failure(new OptimisticLockException("as Hibernate reports it"));
    }
}
