package io.medianest.auth.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of deleted users. */
@ConfigMapping(prefix = "medianest.auth.deleted-users")
interface UserPurgeConfig {

    /** How long an ADMIN can restore one. */
    @WithDefault("30d")
    Duration keptFor();

    /** How often those are looked for whose time is over. */
    @WithDefault("1d")
    Duration purgeEvery();
}
