package io.medianest.media.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which seasons of a series somebody asks for.
 *
 * @param all whether all of them
 * @param numbers else the numbers, each once; empty if all
 */
@Schema(
        description = "The text \"all\", or the numbers of the seasons, each once.",
        type = SchemaType.ARRAY,
        implementation = Integer[].class,
        examples = "[1, 2]")
public record SeasonSelection(boolean all, SortedSet<Integer> numbers) {
    private static final int MAX_SEASONS = 200;
    private static final int MAX_NUMBER = 9_999;

    /** All seasons. */
    static final SeasonSelection ALL = new SeasonSelection(true, new TreeSet<>());

    /**
     * Reads {@code "all"} or a list of numbers.
     *
     * @throws IllegalArgumentException if it is neither, is empty, or names a season twice or one that cannot be
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SeasonSelection of(JsonNode json) {
        if (json.isTextual() && json.textValue().equals("all")) {
            return ALL;
        }
        if (!json.isArray() || json.isEmpty() || json.size() > MAX_SEASONS) {
            throw new IllegalArgumentException("neither \"all\" nor 1 to " + MAX_SEASONS + " numbers");
        }
        SortedSet<Integer> numbers = new TreeSet<>();
        for (JsonNode number : json) {
            if (!number.isInt() || number.intValue() < 1 || number.intValue() > MAX_NUMBER) {
                throw new IllegalArgumentException("no season number: " + number);
            }
            if (!numbers.add(number.intValue())) {
                throw new IllegalArgumentException("named twice: " + number);
            }
        }
        return new SeasonSelection(false, numbers);
    }
}
