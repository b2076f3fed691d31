package io.medianest.runtime.address;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The operator's rule on addresses that an ADMIN may configure. */
@ConfigMapping(prefix = "medianest.addresses")
public interface AddressConfig {

    /** Networks that may be reached, such as {@code 192.168.1.0/24}; all if absent. */
    Optional<List<String>> allowed();

    /** Networks that may not be reached even if they are allowed; none if absent. */
    Optional<List<String>> refused();
}
