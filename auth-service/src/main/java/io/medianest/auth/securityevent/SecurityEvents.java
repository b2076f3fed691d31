package io.medianest.auth.securityevent;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The record of what happens around signing in. */
@ApplicationScoped
public class SecurityEvents {
    private final SecurityEventRepository repository;
    private final NoticeRepository networks;
    private final SecurityNotices notices;
    private final Transactions transactions;

    SecurityEvents(
            SecurityEventRepository repository,
            NoticeRepository networks,
            SecurityNotices notices,
            Transactions transactions) {
        this.repository = repository;
        this.networks = networks;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * Records an event, and tells its user by mail if it is one to tell of: in the running transaction if there is one,
     * else in one of its own. A sign-in from a network that the user has never come from is also recorded as such.
     */
    public Uni<Void> record(SecurityEvent event) {
        return transactions.write(
                AuditActor.service("auth-service"),
                () -> recordNetwork(event).chain(() -> repository.append(event)).chain(() -> notices.about(event)));
    }

    private Uni<Void> recordNetwork(SecurityEvent event) {
        UUID userId = event.userId();
        String address = event.client().address();
        if (event.type() != SecurityEventType.SIGNED_IN || userId == null || address == null) {
            return Uni.createFrom().voidItem();
        }
        return networks.isNewNetwork(userId, address)
                .chain(isNew -> isNew
                        ? repository.append(new SecurityEvent(
                                SecurityEventType.NEW_ADDRESS,
                                userId,
                                event.deviceId(),
                                event.client(),
                                event.detail()))
                        : Uni.createFrom().voidItem());
    }
}
