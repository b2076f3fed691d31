package io.medianest.auth.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The password of one user. */
@Entity
@Table(name = "local_credentials")
class LocalCredential {
    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "password_hash")
    private String passwordHash;

    /** Whether the password is long enough only beside a second factor. */
    @Column(name = "is_short")
    private boolean isShort;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    LocalCredential() {}

    LocalCredential(UUID userId, String passwordHash) {
        this.userId = userId;
        this.passwordHash = passwordHash;
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        changedAt = createdAt;
    }

    /** Takes the new hash, whatever the old one was. */
    void replace(HashedPassword taken) {
        passwordHash = taken.hash();
        isShort = taken.isShort();
        changedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Takes the new hash in place of the old one; false if that is not the one. */
    boolean change(String oldHash, HashedPassword taken) {
        if (!passwordHash.equals(oldHash)) {
            return false;
        }
        replace(taken);
        return true;
    }
}
