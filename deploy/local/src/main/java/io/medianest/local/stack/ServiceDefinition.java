package io.medianest.local.stack;

import io.medianest.database.LoginRole;
import io.medianest.local.installation.Secret;
import io.medianest.stores.jvm.JvmRole;
import java.util.List;
import java.util.Locale;

/**
 * One of MediaNest's services.
 *
 * @param name also the folder of its module
 * @param role as whom it uses the database
 * @param jvm which options its JVM gets
 * @param secrets whose files it is told
 */
public record ServiceDefinition(String name, LoginRole role, JvmRole jvm, List<Secret> secrets) {

    /** Copies the list. */
    public ServiceDefinition {
        secrets = List.copyOf(secrets);
    }

    /** How environment variables of the gateway name it: {@code media-service} is {@code MEDIA}. */
    String routeName() {
        return name.replaceAll("-service$", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
