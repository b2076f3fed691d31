package io.medianest.simulators.kuma;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Something that Uptime Kuma watches.
 *
 * @param id its number; names can be shared
 * @param name what its operator calls it
 * @param type how it is asked, such as {@code http} or {@code port}
 * @param target the address, or host and port
 * @param state how it is
 * @param responseMillis the last answer's time; -1 while it fails
 */
public record Monitor(int id, String name, String type, String target, State state, int responseMillis) {

    /** How it is. */
    public enum State {
        /** No answer. */
        DOWN(0),
        /** It answers. */
        UP(1),
        /** It failed once and is asked again. */
        PENDING(2),
        /** It is being worked on. */
        MAINTENANCE(3);

        private final int number;

        State(int number) {
            this.number = number;
        }
    }

    /** The same in another state. */
    public Monitor in(State other, int millis) {
        return new Monitor(id, name, type, target, other, millis);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("type", type)
                .put("target", target)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("responseMillis", responseMillis);
    }

    /** Its lines of the metrics. */
    String metrics() {
        boolean web = type.equals("http");
        String labels =
                "monitor_id=\"%d\",monitor_name=\"%s\",monitor_type=\"%s\",monitor_url=\"%s\",monitor_hostname=\"%s\",monitor_port=\"%s\""
                        .formatted(
                                id,
                                escaped(name),
                                type,
                                web ? escaped(target) : "null",
                                web ? "null" : host(),
                                web ? "null" : port());
        return """
                monitor_response_time{%s} %d
                monitor_status{%s} %d
                monitor_uptime_ratio{%s,window="1d"} %s
                """.formatted(labels, responseMillis, labels, state.number, labels, ratio());
    }

    private String ratio() {
        return String.format(Locale.ROOT, "%.3f", state == State.DOWN ? 0.98 : 1.0);
    }

    private String host() {
        return target.replaceAll(":\\d+$", "");
    }

    private String port() {
        return target.replaceAll("^.*:", "");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
