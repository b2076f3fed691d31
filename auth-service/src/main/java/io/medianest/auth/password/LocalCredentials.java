package io.medianest.auth.password;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The stored passwords. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class LocalCredentials {
    private final LocalCredentialRepository repository;

    LocalCredentials(LocalCredentialRepository repository) {
        this.repository = repository;
    }

    /** Gives a new user a password. */
    public Uni<Void> add(UUID userId, String hash) {
        return repository.add(userId, hash);
    }

    /** Whether a user's password is long enough only beside a second factor; false without a password. */
    public Uni<Boolean> isShort(UUID userId) {
        return repository.isShort(userId);
    }

    /**
     * Replaces a user's password, whatever it was; the caller has locked the user.
     *
     * @return whether the user has one; if not nothing is changed
     */
    public Uni<Boolean> replace(UUID userId, HashedPassword taken) {
        return repository.findById(userId).map(credential -> {
            if (credential == null) {
                return false;
            }
            credential.replace(taken);
            return true;
        });
    }

    /**
     * Replaces a user's password; the caller has locked the user.
     *
     * @param oldHash the one that was proved
     * @return whether it was still the user's; if not nothing is changed
     */
    public Uni<Boolean> change(UUID userId, String oldHash, HashedPassword taken) {
        return repository.findById(userId).map(credential -> credential != null && credential.change(oldHash, taken));
    }

    /** Takes a user's password away; the caller has locked the user, and removes the account row. */
    public Uni<Void> remove(UUID userId) {
        return repository.deleteById(userId).replaceWithVoid();
    }
}
