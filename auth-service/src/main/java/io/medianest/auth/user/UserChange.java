package io.medianest.auth.user;

import static io.medianest.auth.securityevent.SecurityEventType.ACCOUNT_LINKED;
import static io.medianest.auth.securityevent.SecurityEventType.ACCOUNT_UNLINKED;
import static io.medianest.auth.securityevent.SecurityEventType.DELETED;
import static io.medianest.auth.securityevent.SecurityEventType.EMAIL_CHANGED;
import static io.medianest.auth.securityevent.SecurityEventType.EMAIL_CHANGE_REQUESTED;
import static io.medianest.auth.securityevent.SecurityEventType.EMAIL_VERIFIED;
import static io.medianest.auth.securityevent.SecurityEventType.NOT_ME;
import static io.medianest.auth.securityevent.SecurityEventType.PASSWORD_CHANGE_REQUIRED;
import static io.medianest.auth.securityevent.SecurityEventType.PASSWORD_RESET;
import static io.medianest.auth.securityevent.SecurityEventType.REACTIVATED;
import static io.medianest.auth.securityevent.SecurityEventType.RESTORED;
import static io.medianest.auth.securityevent.SecurityEventType.ROLE_CHANGED;
import static io.medianest.auth.securityevent.SecurityEventType.SIGNED_OUT_EVERYWHERE;
import static io.medianest.auth.securityevent.SecurityEventType.SUSPENDED;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserEvent;
import io.medianest.events.user.UserReactivated;
import io.medianest.events.user.UserRoleChanged;
import io.medianest.events.user.UserSuspended;
import io.medianest.events.user.UserUpdated;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One change of a user: makes it on the entity, and collects what must be told to whom. Setting what is so already
 * changes nothing and tells nothing.
 */
final class UserChange {
    /** What a change does to the user's sign-ins; the later constants include the earlier ones. */
    enum Sessions {
        /** They go on. */
        KEEP,
        /** They go on with new access tokens, because the old ones say something that is no longer true. */
        RENEW,
        /** They end. */
        END
    }

    private static final Pattern PLEX_IMAGE = Pattern.compile("https://([a-z0-9-]+\\.)*plex\\.tv/.*");

    private final User user;
    private final String actor;
    private final Client client;
    private final List<String> fields = new ArrayList<>();
    private final List<UserEvent> events = new ArrayList<>();
    private final List<SecurityEvent> securityEvents = new ArrayList<>();
    private Sessions sessions = Sessions.KEEP;

    /**
     * @param user whose row is locked
     * @param actor who makes the change
     * @param client where the actor is; {@link Client#NONE} if that is not the user
     */
    UserChange(User user, UUID actor, Client client) {
        this(user, AuditActor.user(actor), client);
    }

    /**
     * @param actor who makes the change, be it nobody but the service itself
     */
    UserChange(User user, AuditActor actor, Client client) {
        this.user = user;
        this.actor = actor.id();
        this.client = client;
    }

    void name(@Nullable String name) {
        if (name != null && !name.equals(user.name())) {
            user.rename(name);
            fields.add("name");
        }
    }

    void image(@Nullable String image) {
        if (image != null && !image.equals(user.view().image())) {
            user.showImage(image);
            fields.add("image");
        }
    }

    /** Notes the address that the user wants; it is taken when the user has proved to read its mail. */
    void proposeEmail(@Nullable String email) {
        if (email == null) {
            return;
        }
        if (email.equals(user.email())) {
            user.propose(null);
        } else if (!email.equals(user.view().pendingEmail())) {
            user.propose(email);
            tell(EMAIL_CHANGE_REQUESTED);
        }
    }

    /** Takes an address that the user has proved to read the mail of. */
    void confirmEmail(String email) {
        boolean same = email.equals(user.email());
        user.confirm(email);
        fields.add("email");
        tell(same ? EMAIL_VERIFIED : EMAIL_CHANGED);
    }

    /** A forgotten password was replaced, by a mail to that address. */
    void resetPassword(String provenEmail) {
        user.require(false);
        if (!user.isEmailVerified() && provenEmail.equalsIgnoreCase(user.email())) {
            user.confirm(user.email());
            fields.add("email");
        }
        tell(PASSWORD_RESET);
        atLeast(Sessions.END);
    }

    /** Somebody else is in: everything ends, and an address that may not be the user's goes. */
    void lockOut(@Nullable String formerEmail) {
        if (formerEmail != null && !formerEmail.equals(user.email())) {
            user.confirm(formerEmail);
            fields.add("email");
        } else {
            user.propose(null);
        }
        tell(NOT_ME);
        atLeast(Sessions.END);
    }

    /** Takes over what Plex says, but for a picture that the user has chosen. */
    void plexProfile(PlexProfile profile) {
        PlexLink link = user.plex();
        if (link != null && !Objects.equals(link.username(), profile.username())) {
            fields.add("plexUsername");
        }
        String image = user.view().image();
        if (image == null || PLEX_IMAGE.matcher(image).matches()) {
            image(profile.image());
        }
    }

    void linked(String provider) {
        fields.add("accounts");
        securityEvents.add(event(ACCOUNT_LINKED).with("provider", provider));
    }

    void unlinked(String provider) {
        fields.add("accounts");
        securityEvents.add(event(ACCOUNT_UNLINKED).with("provider", provider));
    }

    /** Takes another address that nobody asked for: Plex says that it is the person's now. */
    void emailOfPlex(@Nullable String email) {
        if (email != null && !email.equals(user.email())) {
            user.move(email);
            fields.add("email");
        }
    }

    void role(@Nullable Role role, AdminGuard guard) {
        Role previous = user.role();
        if (role == null || role == previous) {
            return;
        }
        guard.checkMayLose(user);
        user.become(role);
        events.add(new UserRoleChanged(user.id(), role.name(), previous.name()));
        securityEvents.add(event(ROLE_CHANGED).with("from", previous.name()).with("to", role.name()));
        atLeast(Sessions.RENEW);
    }

    void status(@Nullable UserStatus status, AdminGuard guard) {
        if (status == null || status == user.status()) {
            return;
        }
        guard.checkMayLose(user);
        switch (status) {
            case ACTIVE -> {
                user.become(UserStatus.ACTIVE);
                events.add(new UserReactivated(user.id()));
                tell(REACTIVATED);
            }
            case SUSPENDED -> suspend(null);
            case DELETED ->
                throw ProblemException.invalid("status", "must be active or suspended; use DELETE to delete");
        }
    }

    /** @param reason why, if it is not an ADMIN's decision; null if it is */
    void suspend(@Nullable String reason) {
        user.become(UserStatus.SUSPENDED);
        events.add(new UserSuspended(user.id()));
        tell(SUSPENDED, reason);
        atLeast(Sessions.END);
    }

    void endSessions(String reason) {
        tell(SIGNED_OUT_EVERYWHERE, reason);
        atLeast(Sessions.END);
    }

    void requirePasswordChange(@Nullable Boolean required) {
        if (required == null || required == user.requiresPasswordChange()) {
            return;
        }
        user.require(required);
        fields.add("requiresPasswordChange");
        if (required) {
            tell(PASSWORD_CHANGE_REQUIRED);
            // Whoever is signed in by the old password must come back with it, and leave with another.
            atLeast(Sessions.END);
        }
    }

    void delete(SealedEmails.Sealed address) {
        user.delete(address);
        events.add(new UserDeleted(user.id()));
        tell(DELETED);
        atLeast(Sessions.END);
    }

    void restore(String address) {
        user.restore(address);
        fields.add("email");
        events.add(new UserReactivated(user.id()));
        tell(RESTORED);
    }

    User user() {
        return user;
    }

    Sessions sessions() {
        return sessions;
    }

    /** What the other services must hear. */
    List<UserEvent> events() {
        List<UserEvent> all = new ArrayList<>(events);
        if (!fields.isEmpty()) {
            all.addFirst(new UserUpdated(user.id(), List.copyOf(fields)));
        }
        return all;
    }

    /** What the user may want to know of. */
    List<SecurityEvent> securityEvents() {
        return List.copyOf(securityEvents);
    }

    private void tell(SecurityEventType type) {
        securityEvents.add(event(type));
    }

    private void tell(SecurityEventType type, @Nullable String reason) {
        securityEvents.add(reason == null ? event(type) : event(type).with("reason", reason));
    }

    private SecurityEvent event(SecurityEventType type) {
        return SecurityEvent.of(type, user.id(), client).with("by", actor);
    }

    private void atLeast(Sessions effect) {
        if (effect.compareTo(sessions) > 0) {
            sessions = effect;
        }
    }
}
