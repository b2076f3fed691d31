package io.medianest.runtime.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param items at most as many as were asked for
 * @param nextCursor asks for the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Makes a page of the rows that a query returned for {@link PageRequest#fetch()}.
     *
     * @param rows the rows in order, one more than the limit if there are further ones
     * @param request the request that they answer
     * @param position where a row stands in the order
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, Position> position) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, request.cursorTo(position.apply(items.getLast())));
    }
}
