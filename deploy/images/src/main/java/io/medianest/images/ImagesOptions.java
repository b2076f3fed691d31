package io.medianest.images;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of {@code ./medianest images}.
 *
 * @param version the images' tag
 * @param push the registry that they are sent to and what stands there before their names; empty for archives
 */
record ImagesOptions(String version, Optional<String> push) {
    private static final String USUAL_VERSION = "0.1.0";
    /** As registries want it. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    /**
     * Reads them, with a value behind a space or a {@code =}.
     *
     * @throws IllegalArgumentException whose message tells what is wrong
     */
    static ImagesOptions parse(List<String> arguments) {
        String version = USUAL_VERSION;
        Optional<String> push = Optional.empty();
        Deque<String> left = new ArrayDeque<>();
        arguments.forEach(argument -> {
            String[] parts = argument.startsWith("--") ? argument.split("=", 2) : new String[] {argument};
            left.addAll(List.of(parts));
        });
        while (!left.isEmpty()) {
            String option = left.poll();
            switch (option) {
                case "--tag" -> version = value(option, left);
                case "--push" -> push = Optional.of(value(option, left));
                default -> throw new IllegalArgumentException("images does not know " + option);
            }
        }
        if (!TAG.matcher(version).matches()) {
            throw new IllegalArgumentException("--tag " + version + " is no tag of an image");
        }
        return new ImagesOptions(version, push);
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}
