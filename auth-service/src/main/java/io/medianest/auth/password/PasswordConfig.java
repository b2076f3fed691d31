package io.medianest.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** How much of the machine hashing passwords may take. */
@ConfigMapping(prefix = "medianest.passwords")
interface PasswordConfig {

    /** How many passwords are hashed at once; each takes a core and 19 MiB. Without it two, and one on two cores. */
    Optional<@Min(1) @Max(64) Integer> threads();

    /** How many more may wait; whoever comes then is asked to try again, instead of everybody waiting longer. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int queue();

    /** More passwords that are refused, one a line. */
    Optional<Path> breachFile();
}
