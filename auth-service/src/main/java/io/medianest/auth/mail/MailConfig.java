package io.medianest.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;

/** How mail leaves; where to is {@code medianest.smtp.*}. */
@ConfigMapping(prefix = "medianest.mail")
interface MailConfig {
    /** Where mails are written without a server. */
    @WithDefault("mail")
    Path folder();

    /** How many mails the folder keeps; the oldest go. */
    @WithDefault("200")
    @Min(1)
    @Max(100_000)
    int folderKeeps();

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
