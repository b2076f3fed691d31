package io.medianest.monitor.alert;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Publishes an alert at an ntfy server. As JSON, since headers would take no names in other scripts. */
@ApplicationScoped
class NtfySender {
    private static final int USUAL = 3;
    private static final int HIGH = 4;

    private final HttpPost http;
    private final AlertJson json;

    NtfySender(HttpPost http, AlertJson json) {
        this.http = http;
        this.json = json;
    }

    /** A message, as ntfy has it. */
    private record Message(String topic, String title, String message, List<String> tags, int priority) {}

    Uni<Outcome> send(Letter letter) {
        Alert alert = letter.alert();
        AlertText text = AlertText.of(alert);
        boolean offline = alert.event() == AlertEvent.DOWN && alert.status().equals("offline");
        Message message = new Message(
                Objects.requireNonNull(letter.to().topic()),
                text.title(),
                text.message(),
                List.of(tag(alert, offline)),
                offline ? HIGH : USUAL);
        Map<String, String> headers =
                letter.secret() == null ? Map.of() : Map.of("Authorization", "Bearer " + letter.secret());
        return http.send(letter.kind(), Objects.requireNonNull(letter.to().url()), headers, json.written(message));
    }

    /** ntfy shows them as pictures. */
    private static String tag(Alert alert, boolean offline) {
        return switch (alert.event()) {
            case DOWN -> offline ? "rotating_light" : "warning";
            case UP -> "white_check_mark";
            case TEST -> "wave";
        };
    }
}
