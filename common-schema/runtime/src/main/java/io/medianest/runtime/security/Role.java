package io.medianest.runtime.security;

import java.util.EnumSet;
import java.util.Set;

/** What a person may do; each role includes those before it. */
public enum Role {
    /** Uses MediaNest for oneself. */
    USER,
    /** Decides requests, and sees all requests and downloads. */
    MODERATOR,
    /** Manages people and the configuration. */
    ADMIN;

    /** {@link #USER} for annotations. */
    public static final String USER_NAME = "USER";

    /** {@link #MODERATOR} for annotations. */
    public static final String MODERATOR_NAME = "MODERATOR";

    /** {@link #ADMIN} for annotations. */
    public static final String ADMIN_NAME = "ADMIN";

    /** This role and all that it includes. */
    public Set<Role> included() {
        return EnumSet.range(USER, this);
    }
}
