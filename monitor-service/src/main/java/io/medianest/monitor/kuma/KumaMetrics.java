package io.medianest.monitor.kuma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the page of metrics of Uptime Kuma (2.5), of which two series tell of its monitors. */
public final class KumaMetrics {
    /** Of more monitors the rest is left out. */
    private static final int MOST = 500;

    private static final int LONGEST_NAME = 200;
    private static final Pattern LINE = Pattern.compile(
            "^(monitor_status|monitor_response_time)\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)}\\s+(\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Map<String, String> STATUS =
            Map.of("0", "offline", "1", "online", "2", "degraded", "3", "maintenance");

    private KumaMetrics() {}

    /**
     * The monitors by their numbers: after one was renamed, its old series stays for a while, and the later line counts.
     *
     * @param page as it came
     * @return at most 500, in the page's order; empty if there is none, or this is no such page
     */
    public static List<KumaMonitor> parse(String page) {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        Map<String, String> status = new HashMap<>();
        Map<String, String> times = new HashMap<>();
        page.lines().forEach(text -> {
            Matcher line = LINE.matcher(text);
            if (line.find()) {
                Map<String, String> own = labels(line.group(2));
                String id = own.getOrDefault("monitor_id", own.getOrDefault("monitor_name", ""));
                if (!id.isEmpty() && (labels.containsKey(id) || labels.size() < MOST)) {
                    labels.put(id, own);
                    (line.group(1).equals("monitor_status") ? status : times).put(id, line.group(3));
                }
            }
        });
        List<KumaMonitor> monitors = new ArrayList<>();
        labels.forEach((id, own) -> {
            String known = STATUS.get(status.getOrDefault(id, ""));
            if (known != null) {
                monitors.add(new KumaMonitor(
                        id,
                        shortened(own.getOrDefault("monitor_name", id)),
                        shortened(own.getOrDefault("monitor_type", "")),
                        known,
                        milliseconds(times.get(id))));
            }
        });
        return List.copyOf(monitors);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
        }
        return labels;
    }

    private static @Nullable Integer milliseconds(@Nullable String value) {
        try {
            double ms = value == null ? -1 : Double.parseDouble(value);
            return ms >= 0 && ms <= Integer.MAX_VALUE ? (Integer) (int) ms : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }
}
