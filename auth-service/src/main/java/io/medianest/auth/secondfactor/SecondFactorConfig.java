package io.medianest.auth.secondfactor;

import io.medianest.runtime.security.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who must have a second factor, and when it is asked for. */
@ConfigMapping(prefix = "medianest.auth.second-factor")
public interface SecondFactorConfig {
    /** The roles that cannot be signed in without one; none if not set. */
    Optional<Set<Role>> requiredFor();

    /** Whether it is also asked for after a sign-in with Plex, which may have asked for its own. */
    @WithDefault("true")
    boolean withPlex();

    /** What the entry in people's apps is called. */
    @WithDefault("MediaNest")
    String issuer();
}
