package io.medianest.events.user;

import io.medianest.events.Event;
import java.util.UUID;

/** A fact about one user; names and addresses are read from {@code auth.user_directory} where they are needed. */
public sealed interface UserEvent extends Event
        permits UserRegistered, UserUpdated, UserRoleChanged, UserSuspended, UserReactivated, UserDeleted, UserPurged {

    /** The user that it is about. */
    UUID userId();

    @Override
    default String key() {
        return userId().toString();
    }
}
