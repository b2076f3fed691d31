package io.medianest.gateway.stream;

import io.medianest.gateway.route.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands in the stream of each service; its text is the id of an event in the merged stream. Not safe for
 * several threads.
 */
final class ResumePoints {
    private static final int LONGEST = 1_000;
    private static final Pattern PART = Pattern.compile("(media|youtube|monitor)=([A-Za-z0-9._-]{1,200})");

    private final Map<Service, String> points = new EnumMap<>(Service.class);

    /** Reads what {@link #toString} wrote. Parts that are anything else are left out, for it comes from clients. */
    static ResumePoints parse(@Nullable String text) {
        ResumePoints points = new ResumePoints();
        if (text == null || text.length() > LONGEST) {
            return points;
        }
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (matcher.matches()) {
                points.points.put(service(matcher.group(1)), matcher.group(2));
            }
        }
        return points;
    }

    /** The last event of that service; empty if none is known. */
    Optional<String> of(Service service) {
        return Optional.ofNullable(points.get(service));
    }

    /** The client has that service's event now. An id that could not be read again is not kept. */
    void moveTo(Service service, String id) {
        if (PART.matcher(service.label() + "=" + id).matches()) {
            points.put(service, id);
        }
    }

    /** Nothing is known any more of where the client stands in the stream of that service. */
    void forget(Service service) {
        points.remove(service);
    }

    /** Each service and its last event, such as {@code media=medianest.media-requests-0-7,youtube=…}. */
    @Override
    public String toString() {
        return points.entrySet().stream()
                .map(point -> point.getKey().label() + "=" + point.getValue())
                .collect(Collectors.joining(","));
    }

    private static Service service(String label) {
        return switch (label) {
            case "media" -> Service.MEDIA;
            case "youtube" -> Service.YOUTUBE;
            default -> Service.MONITOR;
        };
    }
}
