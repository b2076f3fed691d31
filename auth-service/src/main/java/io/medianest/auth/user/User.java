package io.medianest.auth.user;

import io.medianest.runtime.security.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A person with an account. */
@Entity
@Table(name = "users")
class User {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String email;

    private @Nullable String name;

    private @Nullable String image;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private UserStatus status = UserStatus.ACTIVE;

    // A new token at each sign-in is no change either; a new name is told of by touching the user.
    @Embedded
    @OptimisticLock(excluded = true)
    private @Nullable PlexLink plex;

    @Column(name = "requires_password_change")
    private boolean requiresPasswordChange;

    @Column(name = "email_verified_at")
    private @Nullable Instant emailVerifiedAt;

    @Column(name = "pending_email")
    private @Nullable String pendingEmail;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    // Signing in is no change that somebody who edits the user must hear of.
    @Column(name = "last_login_at")
    @OptimisticLock(excluded = true)
    private @Nullable Instant lastLoginAt;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Column(name = "sealed_email")
    private @Nullable String sealedEmail;

    @Column(name = "sealed_email_hash")
    private @Nullable String sealedEmailHash;

    @Column(name = "session_version")
    private int sessionVersion;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    User() {}

    // The id is given by Hibernate when the user is stored.
    @SuppressWarnings("NullAway.Init")
    User(NewUser user) {
        email = user.email();
        name = user.name();
        role = user.role();
        requiresPasswordChange = user.requiresPasswordChange();
        createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        updatedAt = createdAt;
        emailVerifiedAt = user.emailVerified() ? createdAt : null;
    }

    UUID id() {
        return id;
    }

    String email() {
        return email;
    }

    @Nullable
    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    UserStatus status() {
        return status;
    }

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    boolean requiresPasswordChange() {
        return requiresPasswordChange;
    }

    int sessionVersion() {
        return sessionVersion;
    }

    long version() {
        return version;
    }

    UserView view() {
        return new UserView(
                id,
                email,
                emailVerifiedAt != null,
                pendingEmail,
                name,
                image,
                role,
                status,
                plex == null ? null : plex.username(),
                requiresPasswordChange,
                createdAt,
                lastLoginAt);
    }

    void signedIn() {
        lastLoginAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** The linked Plex account; null if there is none. */
    @Nullable
    PlexLink plex() {
        return plex;
    }

    /** Links a Plex account, or renews what is known of it. */
    void link(PlexLink account) {
        boolean known = plex != null && plex.isSameAs(account);
        plex = account;
        if (!known) {
            touch();
        }
    }

    void unlinkPlex() {
        plex = null;
        touch();
    }

    /** Whether the address is only in the place of one. */
    boolean hasPlaceholder() {
        return email.endsWith(".invalid");
    }

    boolean isEmailVerified() {
        return emailVerifiedAt != null;
    }

    void rename(String newName) {
        name = newName;
        touch();
    }

    void showImage(String url) {
        image = url;
        touch();
    }

    /** Notes the address that the user wants to have; null for none. */
    void propose(@Nullable String newEmail) {
        pendingEmail = newEmail;
        touch();
    }

    /** Takes the address as the user's, who has proved to read its mail, in place of whatever there was. */
    void confirm(String provenEmail) {
        email = provenEmail;
        emailVerifiedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        pendingEmail = null;
        touch();
    }

    /** Takes another address, which nobody has proved to be theirs yet. */
    void move(String newEmail) {
        email = newEmail;
        emailVerifiedAt = null;
        touch();
    }

    void become(Role newRole) {
        role = newRole;
        touch();
    }

    void require(boolean passwordChange) {
        requiresPasswordChange = passwordChange;
        touch();
    }

    /** Suspends or reactivates; {@link #delete} and {@link #restore} do the rest. */
    void become(UserStatus newStatus) {
        status = newStatus;
        touch();
    }

    /** The address of a deleted user, encrypted; null if it is not known any more. */
    @Nullable
    String sealedEmail() {
        return sealedEmail;
    }

    /** Deletes the account, but for what restoring it takes. */
    void delete(SealedEmails.Sealed address) {
        status = UserStatus.DELETED;
        deletedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        sealedEmail = address.text();
        sealedEmailHash = address.hash();
        // Frees the address for a new account.
        email = "deleted-" + id + "@deleted.invalid";
        emailVerifiedAt = null;
        pendingEmail = null;
        touch();
    }

    /** Undoes the deletion; whether the address still is the user's must be proved again. */
    void restore(String address) {
        status = UserStatus.ACTIVE;
        deletedAt = null;
        sealedEmail = null;
        sealedEmailHash = null;
        email = address;
        touch();
    }

    /** Makes every access token of the user an old one. */
    int raiseSessionVersion() {
        touch();
        return ++sessionVersion;
    }

    private void touch() {
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
