package io.medianest.auth.securityevent;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides whether somebody is to be told, and where. */
@ApplicationScoped
class NoticeRepository {
    private static final int MOST_A_DAY = 5;
    // An address that nobody has proved is perhaps a stranger's. The first device of all is no news to its owner. And
    // whoever makes the same thing happen again and again fills no mailbox.
    private static final String RECIPIENT = """
            select u.email from users u
             where u.id = ?1 and u.status = 'active' and u.email_verified_at is not null
               and u.email not like '%.invalid'
               and (select count(*) from security_events e
                     where e.user_id = u.id and e.type = ?2 and e.created_at > now() - interval '1 day') <= ?3
               and (?2 <> 'new-device' or exists (
                     select from security_events e where e.user_id = u.id and e.type = 'signed-in' offset 1))
            """;
    // A household's line gets another address from the same network now and then.
    private static final String NEW_NETWORK = """
            select exists (select from security_events e where e.user_id = ?1 and e.type = 'signed-in')
               and not exists (select from security_events e
                                where e.user_id = ?1 and e.type = 'signed-in'
                                  and e.ip <<= network(set_masklen(cast(cast(?2 as text) as inet),
                                          case when family(cast(cast(?2 as text) as inet)) = 4 then 24 else 48 end)))
            """;

    /** Where somebody is told of an event that has been recorded; null if that is nowhere. */
    Uni<@Nullable String> recipient(UUID userId, SecurityEventType type) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECIPIENT, String.class)
                        .setParameter(1, userId)
                        .setParameter(2, type.wireName())
                        .setParameter(3, MOST_A_DAY)
                        .getSingleResultOrNull());
    }

    /** Whether somebody who has signed in before has never done so from the network of that address. */
    Uni<Boolean> isNewNetwork(UUID userId, String address) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NEW_NETWORK, Boolean.class)
                        .setParameter(1, userId)
                        .setParameter(2, address)
                        .getSingleResult());
    }
}
