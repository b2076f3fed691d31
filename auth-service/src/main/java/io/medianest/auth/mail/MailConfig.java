package io.medianest.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How often and how long mails are tried. */
@ConfigMapping(prefix = "medianest.mail")
interface MailConfig {
    /** The pause between two looks for waiting mails. */
    @WithDefault("2s")
    Duration every();

    /** How long the server may take for one mail. */
    @WithDefault("20s")
    Duration timeout();

    /** The pause after the first failure; it doubles with each further one, up to an hour. */
    @WithDefault("10s")
    Duration backoff();

    /** How often one mail is tried at most. */
    @WithDefault("20")
    @Min(1)
    @Max(1_000)
    int attempts();
}
