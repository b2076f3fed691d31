package io.medianest.auth.mail;

import io.medianest.runtime.correlation.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Writes mails in the transaction of their cause. */
@ApplicationScoped
class MailRepository {
    private static final String ADD = """
            insert into mail_outbox (id, user_id, sealed_letter, expires_at, correlation_id)
            values (?1, cast(nullif(?2, '') as uuid), ?3, ?4, ?5)
            """;

    private final LetterSealing sealing;

    MailRepository(LetterSealing sealing) {
        this.sealing = sealing;
    }

    Uni<Void> add(Letter letter) {
        UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, id)
                        .setParameter(2, Objects.toString(letter.userId(), ""))
                        .setParameter(3, sealing.seal(letter, id))
                        .setParameter(4, Instant.now().plus(letter.goodFor()))
                        .setParameter(5, Correlation.current().id())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
