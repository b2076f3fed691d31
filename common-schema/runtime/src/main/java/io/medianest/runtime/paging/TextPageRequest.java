package io.medianest.runtime.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller asked of a list that is ordered by a text: how many, and after which row. Made by {@link Paging}. */
public final class TextPageRequest {
    private final Paging paging;
    private final String list;
    private final int limit;
    private final @Nullable TextPosition after;

    TextPageRequest(Paging paging, String list, int limit, @Nullable TextPosition after) {
        this.paging = paging;
        this.list = list;
        this.limit = limit;
        this.after = after;
    }

    /** How many rows to query: one more than the page may hold, which tells whether there is a next one. */
    public int fetch() {
        return limit + 1;
    }

    /** The row after which the page starts; null for the first page. */
    public @Nullable TextPosition after() {
        return after;
    }

    /**
     * Makes a page of the rows that a query returned for {@link #fetch()}.
     *
     * @param rows the rows in order
     * @param position where a row stands in the order
     * @param view what is shown of a row
     */
    public <R, T> Page<T> page(List<R> rows, Function<R, TextPosition> position, Function<R, T> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        String next = more ? paging.encode(list, position.apply(shown.getLast())) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
