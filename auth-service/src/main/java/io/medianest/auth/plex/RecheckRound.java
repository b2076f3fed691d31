package io.medianest.auth.plex;

import io.medianest.auth.user.PlexMember;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was seen in one round of looking at everybody, and what may be concluded from it. */
final class RecheckRound {
    /** So many in a row that Plex says nothing about: it is in trouble, and asking on would not help it. */
    private static final int HOPELESS = 5;

    private static final int NEVER_SO_MANY = 3;

    private final Map<Look, Integer> counts = new EnumMap<>(Look.class);
    private final List<PlexMember> lost = new ArrayList<>();
    private int unknownInARow;

    /** What one look has shown. */
    enum Look {
        /** The server is among what the person can reach. */
        GRANTED,
        /** It is not. */
        LOST,
        /** plex.tv does not take the person's token. */
        TOKEN_REJECTED,
        /** Nothing: Plex was away, slow, or said something else. */
        UNKNOWN;

        static Look of(PlexAccess access) {
            return switch (access) {
                case GRANTED -> GRANTED;
                case NONE -> LOST;
                case TOKEN_REJECTED -> TOKEN_REJECTED;
            };
        }
    }

    /** What may be concluded. */
    enum Verdict {
        /** Those who have lost their access have. */
        CREDIBLE,
        /** So many at once have not: something else is wrong. */
        INCREDIBLE,
        /** The round was broken off, and concludes nothing. */
        BROKEN_OFF
    }

    void add(PlexMember member, Look look) {
        counts.merge(look, 1, Integer::sum);
        unknownInARow = look == Look.UNKNOWN ? unknownInARow + 1 : 0;
        if (look == Look.LOST) {
            lost.add(member);
        }
    }

    boolean isHopeless() {
        return unknownInARow >= HOPELESS;
    }

    List<PlexMember> lost() {
        return List.copyOf(lost);
    }

    /** Of how many Plex has said clearly whether they can reach the server. */
    int answered() {
        return count(Look.GRANTED) + count(Look.LOST);
    }

    Verdict verdict() {
        if (isHopeless()) {
            return Verdict.BROKEN_OFF;
        }
        boolean tooMany = lost.size() >= NEVER_SO_MANY && lost.size() * 2 > answered();
        return tooMany ? Verdict.INCREDIBLE : Verdict.CREDIBLE;
    }

    String summary(int suspended) {
        String what = switch (verdict()) {
            case CREDIBLE -> "";
            case INCREDIBLE -> "stopped, too many at once: ";
            case BROKEN_OFF -> "broken off, Plex is in trouble: ";
        };
        return "%s%d can reach the server, %d cannot, %d must sign in again, %d unknown; %d suspended"
                .formatted(
                        what,
                        count(Look.GRANTED),
                        count(Look.LOST),
                        count(Look.TOKEN_REJECTED),
                        count(Look.UNKNOWN),
                        suspended);
    }

    private int count(Look look) {
        return counts.getOrDefault(look, 0);
    }
}
