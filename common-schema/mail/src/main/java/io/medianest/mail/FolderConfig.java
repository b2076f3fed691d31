package io.medianest.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;

/** Where mails go without a server; with one, that is {@code medianest.smtp.*}. */
@ConfigMapping(prefix = "medianest.mail")
interface FolderConfig {
    /** Where mails are written without a server. */
    @WithDefault("mail")
    Path folder();

    /** How many mails the folder keeps; the oldest go. */
    @WithDefault("200")
    @Min(1)
    @Max(100_000)
    int folderKeeps();
}
