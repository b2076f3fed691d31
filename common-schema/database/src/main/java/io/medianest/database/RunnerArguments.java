package io.medianest.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runner's command line: a mode, words, and {@code --option value} pairs.
 *
 * @param mode the first word; migrate where there is none
 * @param words the words after it
 * @param options the options' values by name, without the dashes; a repeated option has several
 */
record RunnerArguments(String mode, List<String> words, Map<String, List<String>> options) {

    static RunnerArguments parse(String... arguments) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (i + 1 < arguments.length) {
                i++;
                options.computeIfAbsent(argument.substring(2), name -> new ArrayList<>())
                        .add(arguments[i]);
            } else {
                throw new DatabaseException("%s needs a value.".formatted(argument));
            }
        }
        String mode = words.isEmpty() ? "migrate" : words.removeFirst();
        return new RunnerArguments(mode, List.copyOf(words), Map.copyOf(options));
    }

    /** Refuses what the mode does not know, so that a misspelt option is not silently left out. */
    void allow(int wordCount, Set<String> known) {
        if (words.size() != wordCount) {
            throw new DatabaseException(
                    "The mode %s takes %d words after it, not %d.".formatted(mode, wordCount, words.size()));
        }
        options.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new DatabaseException("The mode %s has no option --%s.".formatted(mode, name));
                });
    }

    /** The option's last value. */
    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(List::getLast);
    }

    /** The option's value as a number from 1 to 999, or what stands in for it. */
    int number(String name, int otherwise) {
        return option(name)
                .map(text -> {
                    if (!text.matches("[1-9][0-9]{0,2}")) {
                        throw new DatabaseException("--%s must be a number from 1 to 999.".formatted(name));
                    }
                    return Integer.parseInt(text);
                })
                .orElse(otherwise);
    }

    /** All values of the option. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }
}
