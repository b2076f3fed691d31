package io.medianest.media.library;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which libraries are open to everybody here, for changing it. */
@ApplicationScoped
class LibraryOpeningRepository {
    private static final String OPEN = """
            insert into library_openings (section_key, opened_by)
            select s.key, cast(?2 as uuid) from library_sections s where s.key = ?1
            on conflict do nothing
            """;
    private static final String CLOSE = "delete from library_openings where section_key = ?1";

    /** Opens a library; nothing happens if it is open already, or gone. */
    Uni<Void> open(String section, UUID admin) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPEN)
                        .setParameter(1, section)
                        .setParameter(2, admin)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Closes a library; nothing happens if it is closed already. */
    Uni<Void> close(String section) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLOSE)
                        .setParameter(1, section)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
