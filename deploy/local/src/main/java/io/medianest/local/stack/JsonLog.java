package io.medianest.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log that services write for machines, as a person reads it. */
final class JsonLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by|): [\\w.$]+(?:: (.*))?$");
    private static final int LONGEST = 400;

    private JsonLog() {}

    /** A line's level and message, with the first cause of a failure; a line that is no JSON as it is, if need be cut. */
    static String sentence(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            if (entry.hasNonNull("message")) {
                return cut(entry.path("level").asText() + " "
                        + entry.path("message").asText()
                        + cause(entry.path("stackTrace").asText()));
            }
        } catch (JsonProcessingException notJson) {
            return cut(line);
        }
        return cut(line);
    }

    private static String cause(String stackTrace) {
        String cause = "";
        Matcher causes = CAUSE.matcher(stackTrace);
        while (causes.find()) {
            if (causes.group(1) != null) {
                cause = ": " + causes.group(1).strip();
            }
        }
        return cause;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
