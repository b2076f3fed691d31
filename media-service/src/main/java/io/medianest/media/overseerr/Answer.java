package io.medianest.media.overseerr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What Overseerr answered.
 *
 * @param status the HTTP status
 * @param body as it came; may be empty, or no JSON at all
 */
record Answer(int status, String body) {
    private static final int MAX_TEXT = 300;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as an object; a body that is none means that this is not Overseerr. */
    <T> T as(TypeReference<T> type, ObjectMapper json) {
        try {
            T value = json.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw new OverseerrRefusedException(502, "an answer that is not of Overseerr's API");
        }
        throw new OverseerrRefusedException(502, "an empty answer");
    }

    /** A member of the body as text; empty if there is none. */
    String text(String member, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body).path(member);
            String text = node.isMissingNode() || node.isNull() ? "" : node.asText();
            return text.substring(0, Math.min(text.length(), MAX_TEXT)).replaceAll("\\p{Cntrl}", " ");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
