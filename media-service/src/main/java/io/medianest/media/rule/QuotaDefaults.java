package io.medianest.media.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How much everybody may ask for whom no rule concerns. */
@ConfigMapping(prefix = "medianest.quota")
public interface QuotaDefaults {

    /** Films; as many as one likes if absent. */
    OptionalInt movies();

    /** Within so many days. */
    @WithDefault("7")
    int movieDays();

    /** Seasons; as many as one likes if absent. */
    OptionalInt seasons();

    /** Within so many days. */
    @WithDefault("7")
    int seasonDays();

    /** Open requests; as many as one likes if absent. */
    OptionalInt open();
}
