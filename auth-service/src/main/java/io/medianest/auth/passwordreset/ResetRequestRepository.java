package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import io.medianest.encryption.FieldCipher;
import io.medianest.runtime.correlation.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Requests that wait to be looked into. */
@ApplicationScoped
class ResetRequestRepository {
    private static final String ADD = """
            insert into password_reset_requests (id, sealed_email, ip, user_agent, correlation_id)
            values (?1, ?2, cast(nullif(?3, '') as inet), nullif(?4, ''), ?5)
            """;
    private static final String TAKE = "delete from password_reset_requests where id = ?1";
    // Only who signs in with a password has one to forget. A second request may wait for the first one's token here.
    private static final String ACCOUNT = """
            select u.id || ' ' || u.email from users u
             where lower(u.email) = lower(?1) and u.status = 'active'
               and exists (select from local_credentials c where c.user_id = u.id)
               for no key update of u
            """;

    private final FieldCipher cipher;

    ResetRequestRepository(FieldCipher cipher) {
        this.cipher = cipher;
    }

    Uni<Void> add(String email, Client client) {
        UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, id)
                        .setParameter(2, cipher.encrypt(email, place(id)))
                        .setParameter(3, Objects.toString(client.address(), ""))
                        .setParameter(4, Objects.toString(client.userAgent(), ""))
                        .setParameter(5, Correlation.current().id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Removes a request; false if somebody else did. */
    Uni<Boolean> take(UUID id) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(TAKE).setParameter(1, id).executeUpdate())
                .map(rows -> rows == 1);
    }

    /**
     * Whose password is meant.
     *
     * @param email as the account has it: mail goes there, never to what somebody typed
     */
    record Account(UUID userId, String email) {}

    /** Whose password is meant; null if nobody has one under that address. */
    Uni<@Nullable Account> account(String typed) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ACCOUNT, String.class)
                        .setParameter(1, typed)
                        .getSingleResultOrNull())
                .map(found -> found == null ? null : account(found.indexOf(' '), found));
    }

    private static Account account(int gap, String found) {
        return new Account(UUID.fromString(found.substring(0, gap)), found.substring(gap + 1));
    }

    static String place(UUID id) {
        return FieldCipher.place("password_reset_requests", "sealed_email", id);
    }
}
