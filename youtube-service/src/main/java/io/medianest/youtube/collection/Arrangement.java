package io.medianest.youtube.collection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a collection is put into an order with as few moves as there can be. */
final class Arrangement {
    private Arrangement() {}

    /**
     * Puts one behind another.
     *
     * @param item what is moved
     * @param after behind which one; null to make it the first
     */
    record Move(long item, @Nullable Long after) {}

    /**
     * The moves, to be made one after the other. What is in the collection and not wanted is not moved.
     *
     * @param current what is in the collection, in its order
     * @param wanted the order that some of it, or all of it, is to have; each is there, and once
     */
    static List<Move> moves(List<Long> current, List<Long> wanted) {
        Set<Long> staying = staying(current, wanted);
        List<Move> moves = new ArrayList<>();
        Long before = null;
        for (Long item : wanted) {
            if (!staying.contains(item)) {
                moves.add(new Move(item, before));
            }
            before = item;
        }
        return moves;
    }

    /** The most items that are in the right order among themselves: a longest increasing subsequence. */
    private static Set<Long> staying(List<Long> current, List<Long> wanted) {
        Map<Long, Integer> places = new HashMap<>();
        for (Long item : wanted) {
            places.put(item, places.size());
        }
        List<Long> ends = new ArrayList<>();
        Map<Long, Long> previous = new HashMap<>();
        for (Long item : current.stream().filter(places::containsKey).toList()) {
            int length = lengthBefore(ends, places, item);
            if (length > 0) {
                previous.put(item, ends.get(length - 1));
            }
            if (length == ends.size()) {
                ends.add(item);
            } else {
                ends.set(length, item);
            }
        }
        Set<Long> staying = new HashSet<>();
        Long item = ends.isEmpty() ? null : ends.getLast();
        while (item != null) {
            staying.add(item);
            item = previous.get(item);
        }
        return staying;
    }

    /** How long the longest sequence is that this item can end. */
    private static int lengthBefore(List<Long> ends, Map<Long, Integer> places, Long item) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (places.getOrDefault(ends.get(middle), 0) < places.getOrDefault(item, 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
