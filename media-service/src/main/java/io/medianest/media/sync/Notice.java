package io.medianest.media.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What a webhook of Overseerr is about. It is taken as a hint to look there, never as the truth: it may be late,
 * repeated, or worded by an operator.
 *
 * @param type such as {@code MEDIA_AVAILABLE}
 * @param overseerrId the request's number there
 */
record Notice(String type, String overseerrId) {
    private static final Logger LOG = Logger.getLogger(Notice.class);
    private static final Set<String> TYPES = Set.of(
            "MEDIA_PENDING",
            "MEDIA_APPROVED",
            "MEDIA_AUTO_APPROVED",
            "MEDIA_AVAILABLE",
            "MEDIA_FAILED",
            "MEDIA_DECLINED");

    /**
     * Reads a webhook's body, leniently: whatever else it holds is ignored.
     *
     * @return empty for what is not about a request, such as a test or an issue
     * @throws ProblemException 400 {@code MALFORMED_JSON} if it is no JSON object
     */
    static Optional<Notice> read(String body, ObjectMapper json) {
        JsonNode root = parse(body, json);
        String type = root.path("notification_type").asText("");
        String id = root.path("request").path("request_id").asText("");
        return TYPES.contains(type) && id.matches("[0-9]{1,18}") ? Optional.of(new Notice(type, id)) : Optional.empty();
    }

    private static JsonNode parse(String body, ObjectMapper json) {
        try {
            JsonNode root = json.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            LOG.debugf("A webhook's body is no JSON: %s", e.getMessage());
        }
        throw new ProblemException(400, "MALFORMED_JSON", "The body is not the JSON object of a webhook.");
    }
}
