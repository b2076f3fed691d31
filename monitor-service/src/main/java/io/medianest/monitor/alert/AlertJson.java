package io.medianest.monitor.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads what stands as JSON in columns and bodies. */
@ApplicationScoped
class AlertJson {
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final ObjectMapper json;

    AlertJson(ObjectMapper json) {
        this.json = json;
    }

    String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    AlertDestination destination(String column) {
        try {
            return json.readValue(column, AlertDestination.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A destination is none", e);
        }
    }

    @Nullable
    List<String> services(@Nullable String column) {
        try {
            return column == null ? null : json.readValue(column, NAMES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Services of a channel are none", e);
        }
    }
}
