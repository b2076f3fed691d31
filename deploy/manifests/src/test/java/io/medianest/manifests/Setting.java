package io.medianest.manifests;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a service.
 *
 * @param key as the code names it, such as {@code medianest.sessions.access-token}
 * @param type of its value, as the code has it
 * @param initial the value unless it is set; null if there is none
 * @param required whether the service does not start unless it is set
 * @param description what it does, as its Javadoc says; empty if that says nothing
 * @param group what the settings have in common that stand together with it; empty if it stands alone
 */
record Setting(String key, String type, @Nullable String initial, boolean required, String description, String group) {

    /** The environment variable that sets it. */
    String variable() {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The same, with another initial value. */
    Setting startingWith(String other) {
        return new Setting(key, type, other, false, description, group);
    }
}
