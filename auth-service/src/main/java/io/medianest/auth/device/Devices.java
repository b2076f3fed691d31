package io.medianest.auth.device;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The places where people are signed in, as they see and end them. */
@ApplicationScoped
class Devices {
    private final DeviceRepository repository;
    private final DeviceSessions sessions;
    private final SecurityEvents securityEvents;
    private final Transactions transactions;

    Devices(
            DeviceRepository repository,
            DeviceSessions sessions,
            SecurityEvents securityEvents,
            Transactions transactions) {
        this.repository = repository;
        this.sessions = sessions;
        this.securityEvents = securityEvents;
        this.transactions = transactions;
    }

    /** Where the caller is signed in, the last used first; at most 100. */
    Uni<List<DeviceView>> list(Caller caller) {
        return transactions.read(() -> repository
                .signedIn(caller.userId(), Instant.now())
                .map(devices -> devices.stream()
                        .map(device -> device.view(caller.sessionId()))
                        .toList()));
    }

    /**
     * Ends the sign-in of one of the caller's devices.
     *
     * @return fails with 404 if the caller is not signed in on such a device
     */
    Uni<Void> revoke(Caller caller, UUID deviceId, Client client) {
        return transactions.write(
                AuditActor.user(caller.userId()),
                () -> sessions.end(caller.userId(), deviceId).chain(ended -> {
                    if (!ended) {
                        throw ProblemException.notFound("device");
                    }
                    return securityEvents.record(
                            SecurityEvent.of(SecurityEventType.DEVICE_REVOKED, caller.userId(), client)
                                    .at(deviceId));
                }));
    }
}
