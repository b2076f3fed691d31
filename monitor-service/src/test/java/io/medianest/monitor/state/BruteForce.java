package io.medianest.monitor.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Paints the state of each millisecond by looking at all checks at once; slow, and nothing like the real thing. */
final class BruteForce {
    private final RandomHistory history;
    private final @Nullable ServiceState[] painted;

    BruteForce(RandomHistory history) {
        this.history = history;
        painted = new ServiceState[history.end()];
        List<Observation> stretch = new ArrayList<>();
        for (Observation observation : history.observations()) {
            if (!stretch.isEmpty() && at(observation) - at(stretch.getLast()) > RandomHistory.GAP) {
                paint(at(stretch.getLast()), ServiceState.UNKNOWN);
                stretch.clear();
            }
            // What could not be seen parts the checks like a gap, from the first failure that was not confirmed.
            if (observation.finding() == Finding.UNSEEN) {
                paint(unseenSince(stretch, observation), ServiceState.UNKNOWN);
                stretch.clear();
            }
            stretch.add(observation);
            paintLatest(stretch);
        }
        overlay();
    }

    /** The state in that millisecond. */
    ServiceState at(int time) {
        return Objects.requireNonNullElse(painted[time], ServiceState.UNKNOWN);
    }

    private int unseenSince(List<Observation> stretch, Observation now) {
        int first = stretch.size();
        while (first > 0 && stretch.get(first - 1).finding() == Finding.DOWN) {
            first--;
        }
        boolean offline = painted[at(now) - 1] == ServiceState.OFFLINE;
        return first < stretch.size() && !offline ? edged(at(stretch.get(first)), at(now)) : at(now);
    }

    /** What the stretch of checks says, of which all but the last one were painted before. */
    private void paintLatest(List<Observation> stretch) {
        String letters = letters(stretch);
        int end = letters.length();
        boolean offline = false;
        int outageConfirmed = 0;
        int i = 0;
        while (i < end) {
            if (!offline && letters.startsWith("DDD", i)) {
                offline = true;
                outageConfirmed = i + 3;
                if (i + 3 == end) {
                    paint(edged(at(stretch.get(i)), at(stretch.get(end - 1))), ServiceState.OFFLINE);
                }
                i += 3;
            } else if (offline && i + 2 <= end && letters.substring(i, i + 2).matches("[US][US]")) {
                offline = false;
                if (i + 2 == end) {
                    paint(edged(at(stretch.get(i)), at(stretch.get(end - 1))), level(letters, outageConfirmed));
                }
                i += 2;
            } else {
                if (!offline && i + 1 == end && letters.charAt(i) != 'D' && letters.charAt(i) != '?') {
                    paint(at(stretch.get(i)), level(letters, outageConfirmed));
                }
                i++;
            }
        }
    }

    private static ServiceState level(String letters, int from) {
        Deque<Character> latest = new ArrayDeque<>();
        letters.substring(from).chars().filter(c -> c == 'U' || c == 'S').forEach(c -> {
            latest.add((char) c);
            if (latest.size() > 5) {
                latest.remove();
            }
        });
        return latest.stream().filter(c -> c == 'S').count() >= 3 ? ServiceState.DEGRADED : ServiceState.ONLINE;
    }

    private static String letters(List<Observation> stretch) {
        StringBuilder letters = new StringBuilder();
        for (Observation observation : stretch) {
            letters.append(
                    switch (observation.finding()) {
                        case UP -> 'U';
                        case IMPAIRED -> 'S';
                        case DOWN -> 'D';
                        case UNSEEN -> '?';
                    });
        }
        return letters.toString();
    }

    /** The last edge of maintenance or of watching up to the confirmation, if it is later than the first sight. */
    private int edged(int first, int confirmed) {
        int edge = first;
        for (int time = first + 1; time <= confirmed; time++) {
            if (isMaintained(time) != isMaintained(time - 1)) {
                edge = time;
            }
        }
        return edge;
    }

    private boolean isMaintained(int time) {
        return history.windows().stream()
                .anyMatch(window -> window.from().toEpochMilli() <= time
                        && time < window.until().toEpochMilli());
    }

    private void paint(int from, ServiceState state) {
        if (from < painted.length && !(painted[from] == null && state == ServiceState.UNKNOWN)) {
            Arrays.fill(painted, from, painted.length, state);
        }
    }

    private void overlay() {
        for (int time = 0; time < painted.length; time++) {
            if (painted[time] != null && isMaintained(time)) {
                painted[time] = ServiceState.MAINTENANCE;
            }
        }
    }

    private static int at(Observation observation) {
        return (int) observation.at().toEpochMilli();
    }
}
