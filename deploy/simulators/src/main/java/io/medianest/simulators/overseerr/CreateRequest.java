package io.medianest.simulators.overseerr;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /request} after the check against Overseerr's OpenAPI document.
 *
 * @param seasons null when absent
 * @param is4k null when absent, which is not the same as false: no duplicate is found then
 * @param userId null when absent
 */
record CreateRequest(
        String mediaType,
        int mediaId,
        @Nullable List<Integer> seasons,
        boolean allSeasons,
        @Nullable Boolean is4k,
        @Nullable Integer userId) {

    static CreateRequest from(JsonObject body) {
        Object seasons = body.getValue("seasons");
        return new CreateRequest(
                type(body.getValue("mediaType")),
                number(body, "mediaId"),
                seasons instanceof JsonArray numbers ? numbers(numbers) : none(seasons),
                "all".equals(seasons),
                body.getValue("is4k") == null ? null : flag(body.getValue("is4k")),
                body.getValue("userId") == null ? null : number(body, "userId"));
    }

    boolean isMovie() {
        return mediaType.equals("movie");
    }

    private static String type(@Nullable Object value) {
        if (value == null) {
            throw new ApiException(400, "request/body must have required property 'mediaType'");
        }
        if (value.equals("movie") || value.equals("tv")) {
            return value.toString();
        }
        throw new ApiException(400, "request/body/mediaType must be equal to one of the allowed values: movie, tv");
    }

    private static int number(JsonObject body, String name) {
        Object value = body.getValue(name);
        if (value == null) {
            throw new ApiException(400, "request/body must have required property '" + name + "'");
        }
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new ApiException(400, "request/body/" + name + " must be number");
    }

    private static boolean flag(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new ApiException(400, "request/body/is4k must be boolean");
    }

    private static List<Integer> numbers(JsonArray seasons) {
        if (!seasons.stream().allMatch(Number.class::isInstance)) {
            throw new ApiException(400, "request/body/seasons must match exactly one schema in oneOf");
        }
        return seasons.stream().map(Number.class::cast).map(Number::intValue).toList();
    }

    private static @Nullable List<Integer> none(@Nullable Object seasons) {
        if (seasons != null && !seasons.equals("all")) {
            throw new ApiException(400, "request/body/seasons must match exactly one schema in oneOf");
        }
        return null;
    }
}
