package io.medianest.auth.securityevent;

import io.medianest.runtime.correlation.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.reactive.mutiny.Mutiny;

/** Appends to the security events; nothing ever reads one to change it, so that there is no entity. */
@ApplicationScoped
class SecurityEventRepository {
    // Absent values come as '', since a null has no type that the database could go by.
    private static final String APPEND = """
            insert into security_events
                (id, user_id, type, suspicious, device_id, ip, user_agent, detail, correlation_id)
            values (?1, cast(nullif(?2, '') as uuid), ?3, ?4, cast(nullif(?5, '') as uuid), cast(nullif(?6, '') as inet),
                nullif(?7, ''), cast(nullif(?8, '') as jsonb), ?9)
            """;

    Uni<Void> append(SecurityEvent event) {
        return Panache.getSession().chain(session -> insert(session, event)).replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, SecurityEvent event) {
        UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        return session.createNativeQuery(APPEND)
                .setParameter(1, id)
                .setParameter(2, Objects.toString(event.userId(), ""))
                .setParameter(3, event.type().wireName())
                .setParameter(4, event.type().isSuspicious())
                .setParameter(5, Objects.toString(event.deviceId(), ""))
                .setParameter(6, Objects.toString(event.client().address(), ""))
                .setParameter(7, Objects.toString(event.client().userAgent(), ""))
                .setParameter(8, event.detail().isEmpty() ? "" : new JsonObject(event.detail()).encode())
                .setParameter(9, Correlation.current().id())
                .executeUpdate();
    }
}
