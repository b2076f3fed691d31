package io.medianest.media.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How approved requests are sent to Overseerr. */
@ConfigMapping(prefix = "medianest.submission")
public interface SubmissionConfig {

    /** How often the queue is looked at. */
    @WithDefault("1s")
    Duration every();

    /** How long others wait for an instance that was killed while it sent one. */
    @WithDefault("2m")
    Duration lease();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("2s")
    Duration firstPause();

    /** The longest pause of one request that Overseerr answers with an error. */
    @WithDefault("5m")
    Duration longestPause();

    /** The longest rest of the whole queue while Overseerr cannot be asked. */
    @WithDefault("15s")
    Duration longestRest();

    /** How often Overseerr may answer with an error of its own before a request is given up. */
    @WithDefault("8")
    int maxErrors();
}
