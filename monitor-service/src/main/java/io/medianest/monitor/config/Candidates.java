package io.medianest.monitor.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.monitor.config.ServiceConfigQueries.Stored;
import io.medianest.runtime.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an ADMIN sends: checked, and with the key that is kept. */
@ApplicationScoped
class Candidates {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}");

    private final SettingsSchemas schemas;
    private final ServiceKeys keys;
    private final ObjectMapper json;

    Candidates(SettingsSchemas schemas, ServiceKeys keys, ObjectMapper json) {
        this.schemas = schemas;
        this.keys = keys;
        this.json = json;
    }

    /**
     * The service as it would be.
     *
     * @param stored how it is now
     * @throws ProblemException 400 that names the fields that are not valid
     */
    ConfiguredService of(String name, PutServiceConfig body, Optional<Stored> stored) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "name", "must be 1 to 63 letters, digits, spaces, dots, dashes or underscores");
        }
        ServiceKind kind = ServiceKind.of(name);
        JsonNode settings = json.valueToTree(body.configData() == null ? Map.of() : body.configData());
        schemas.check(kind, settings);
        boolean tcp = settings.path("kind").asText("").equals("tcp");
        ServiceAddress address = ServiceAddress.of(kind, tcp, body.serviceUrl());
        return new ConfiguredService(name, address.uri(), key(name, body, address, stored), body.enabled(), settings);
    }

    /** The service as it is. */
    ConfiguredService of(Stored stored) {
        return new ConfiguredService(
                stored.name(),
                URI.create(stored.url()),
                keys.clear(stored.name(), stored.sealedKey()),
                stored.enabled(),
                stored.settings());
    }

    /** The key as it is stored: the kept one unchanged, so that it is not written anew at each change. */
    @Nullable
    String sealedKey(ConfiguredService candidate, PutServiceConfig body, ServiceConfig before) {
        if (body.apiKey() == null) {
            return before.apiKey();
        }
        return candidate.key() == null ? null : keys.sealed(candidate.name(), candidate.key());
    }

    /** A key that nobody can read must not be sent to a host that it was not given for. */
    private @Nullable String key(String name, PutServiceConfig body, ServiceAddress address, Optional<Stored> stored) {
        String given = body.apiKey();
        if (given != null) {
            return given.isBlank() ? null : checked(given.strip());
        }
        String kept = stored.map(Stored::sealedKey).orElse(null);
        if (kept != null && !address.isSameOrigin(stored.orElseThrow().url())) {
            throw ProblemException.invalid("apiKey", "must be given again, since the address leads to another host");
        }
        return keys.clear(name, kept);
    }

    private static String checked(String key) {
        if (key.chars().anyMatch(letter -> letter < 0x20 || letter > 0x7e)) {
            throw ProblemException.invalid("apiKey", "must be printable ASCII");
        }
        return key;
    }
}
