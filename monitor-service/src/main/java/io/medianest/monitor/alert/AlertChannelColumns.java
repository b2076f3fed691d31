package io.medianest.monitor.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts what an ADMIN sends into a channel's columns. */
@ApplicationScoped
class AlertChannelColumns {
    private final AlertJson json;
    private final AlertSecrets secrets;

    AlertChannelColumns(AlertJson json, AlertSecrets secrets) {
        this.json = json;
        this.secrets = secrets;
    }

    /**
     * Sets a channel.
     *
     * @param kept the secret that it has, encrypted; null for none
     */
    void set(AlertChannel channel, PutAlertChannel asked, @Nullable String kept, UUID by) {
        channel.set(
                asked,
                json.written(asked.destination()),
                asked.services() == null ? null : json.written(asked.services()),
                sealed(channel.id(), asked.secret(), kept),
                by);
    }

    /** As the API shows it. */
    AlertChannelView view(AlertChannel channel) {
        return channel.view(json);
    }

    private @Nullable String sealed(UUID channel, @Nullable String given, @Nullable String kept) {
        if (given == null) {
            return kept;
        }
        return given.isBlank() ? null : secrets.sealed(channel, given.strip());
    }
}
