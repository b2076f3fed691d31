package io.medianest.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * Events as JSON.
 *
 * <p>A mapper of its own: what the HTTP side demands of request bodies must not reach events, whose readers ignore
 * fields that they do not know.
 */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    /** The event's data as a JSON object; null components are left out. */
    public static String write(Event event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #write} wrote, or what a newer version of it wrote.
     *
     * @throws MalformedEventException if the data is no such event
     */
    public static Event read(EventType type, String json) {
        return read(type.data(), json);
    }

    /**
     * Reads the data of an event as one record.
     *
     * @throws MalformedEventException if the data is no such event
     */
    public static <E extends Event> E read(Class<E> type, String json) {
        try {
            E event = MAPPER.readValue(json, type);
            if (event == null) {
                throw new MalformedEventException("The data of a " + type.getSimpleName() + " is null", null);
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("The data is no " + type.getSimpleName(), e);
        }
    }
}
