package io.medianest.auth.secondfactor;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of second factors and their recovery codes; what must happen once is one statement. */
@ApplicationScoped
class SecondFactorRepository {
    private static final String SECRET = "select sealed_secret from second_factors where user_id = ?1";
    private static final String CONFIRMED =
            "select exists (select from second_factors where user_id = ?1 and confirmed_at is not null)";
    private static final String PUT = """
            insert into second_factors (user_id, sealed_secret) values (?1, ?2)
            on conflict (user_id) do update
               set sealed_secret = excluded.sealed_secret, created_at = now(), last_step = null
             where second_factors.confirmed_at is null
            """;
    private static final String CONFIRM = """
            update second_factors set confirmed_at = now(), last_step = ?2
             where user_id = ?1 and confirmed_at is null
            """;
    private static final String USE_STEP = """
            update second_factors set last_step = ?2
             where user_id = ?1 and confirmed_at is not null and (last_step is null or last_step < ?2)
            """;
    private static final String REMOVE = "delete from second_factors where user_id = ?1 and confirmed_at is not null";
    private static final String FORGET_CODES = "delete from recovery_codes where user_id = ?1";
    private static final String ADD_CODES = """
            insert into recovery_codes (code_hash, user_id) select unnest(string_to_array(?2, ',')), ?1
            """;
    private static final String USE_CODE = """
            update recovery_codes set used_at = now()
             where user_id = ?1 and used_at is null and code_hash = any(string_to_array(?2, ','))
            """;

    Uni<@Nullable String> secret(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SECRET, String.class)
                        .setParameter(1, userId)
                        .getSingleResultOrNull());
    }

    Uni<Boolean> isConfirmed(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CONFIRMED, Boolean.class)
                        .setParameter(1, userId)
                        .getSingleResult());
    }

    /** Keeps a secret that is not confirmed yet; false if another one is. */
    Uni<Boolean> put(UUID userId, String sealedSecret) {
        return change(PUT, userId, sealedSecret);
    }

    /** False if somebody else confirmed it, or it is gone. */
    Uni<Boolean> confirm(UUID userId, long step) {
        return change(CONFIRM, userId, step);
    }

    /** Uses a step up; false if its code, or a later one, was used before. */
    Uni<Boolean> useStep(UUID userId, long step) {
        return change(USE_STEP, userId, step);
    }

    /** Removes it with its recovery codes; false if there is none. */
    Uni<Boolean> remove(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter(1, userId)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    Uni<Void> replaceCodes(UUID userId, List<String> hashes) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET_CODES)
                        .setParameter(1, userId)
                        .executeUpdate())
                .chain(() -> change(ADD_CODES, userId, String.join(",", hashes)))
                .replaceWithVoid();
    }

    /** Uses a recovery code up; false if it is none of the user's, or not any more. */
    Uni<Boolean> useCode(UUID userId, List<String> hashes) {
        return change(USE_CODE, userId, String.join(",", hashes));
    }

    private static Uni<Boolean> change(String statement, UUID userId, Object value) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, userId)
                        .setParameter(2, value)
                        .executeUpdate())
                .map(rows -> rows > 0);
    }
}
