package io.medianest.auth.device;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Sign-ins whose owner has proved again who they are. */
@ApplicationScoped
public class DeviceProofs {
    private final DeviceProofRepository repository;

    DeviceProofs(DeviceProofRepository repository) {
        this.repository = repository;
    }

    /** What a sign-in is kept by. */
    public enum Kind {
        /** Tokens of a device. */
        DEVICE,
        /** A browser's cookie. */
        BROWSER,
        /** Nothing any more. */
        ENDED
    }

    /**
     * Notes the proof, in the caller's transaction.
     *
     * @param userId whose device it must be
     * @return by what the sign-in goes on; {@link Kind#ENDED} if it does not
     */
    public Uni<Kind> note(UUID userId, UUID deviceId, Instant now) {
        return repository.note(userId, deviceId, now).map(browser -> {
            if (browser == null) {
                return Kind.ENDED;
            }
            return browser ? Kind.BROWSER : Kind.DEVICE;
        });
    }
}
