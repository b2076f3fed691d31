package io.medianest.runtime.paging;

import org.jspecify.annotations.Nullable;

/** What a caller asked of a list: how many, and after which row. Made by {@link Paging}. */
public final class PageRequest {
    private final Paging paging;
    private final String list;
    private final int limit;
    private final @Nullable Position after;

    PageRequest(Paging paging, String list, int limit, @Nullable Position after) {
        this.paging = paging;
        this.list = list;
        this.limit = limit;
        this.after = after;
    }

    /** How many items the page may hold, 1 to 100. */
    public int limit() {
        return limit;
    }

    /** How many rows to query: one more than the limit, which tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** The row after which the page starts; null for the first page. */
    public @Nullable Position after() {
        return after;
    }

    String cursorTo(Position position) {
        return paging.encode(list, position);
    }
}
