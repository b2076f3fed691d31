package io.medianest.local;

import io.medianest.local.stack.StackOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was typed after {@code ./medianest}.
 *
 * @param command the first word
 * @param flags the options without a value, without their dashes
 * @param values the options with a value, by name without the dashes
 */
record CommandLine(String command, Set<String> flags, Map<String, String> values) {
    private static final int MAX_PORT = 65_535;
    private static final Map<String, Set<String>> FLAGS = Map.of(
            "up", Set.of("demo", "external"),
            "status", Set.of(),
            "down", Set.of(),
            "reset", Set.of("yes"),
            "backup", Set.of(),
            "restore", Set.of("yes"),
            "running", Set.of());
    private static final Map<String, Set<String>> VALUES =
            Map.of("up", Set.of("port", "host"), "restore", Set.of("to", "key"));

    /**
     * Reads the arguments; both {@code --port 80} and {@code --port=80} will do.
     *
     * @throws UsageException if they make no sense
     */
    static CommandLine parse(List<String> arguments) {
        if (arguments.isEmpty() || !FLAGS.containsKey(arguments.getFirst())) {
            throw new UsageException(
                    arguments.isEmpty() ? "A command is missing" : "There is no command " + arguments.getFirst());
        }
        String command = arguments.getFirst();
        List<String> rest = new ArrayList<>();
        for (String argument : arguments.subList(1, arguments.size())) {
            rest.addAll(argument.startsWith("--") ? List.of(argument.split("=", 2)) : List.of(argument));
        }
        Set<String> flags = new HashSet<>();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < rest.size(); i++) {
            String name = rest.get(i).replaceFirst("^--", "");
            if (rest.get(i).equals("--" + name)
                    && FLAGS.getOrDefault(command, Set.of()).contains(name)) {
                flags.add(name);
            } else if (rest.get(i).equals("--" + name)
                    && VALUES.getOrDefault(command, Set.of()).contains(name)) {
                i++;
                values.put(name, value(name, rest, i));
            } else {
                throw new UsageException("%s does not know %s".formatted(command, rest.get(i)));
            }
        }
        return new CommandLine(command, Set.copyOf(flags), Map.copyOf(values));
    }

    private static String value(String name, List<String> arguments, int index) {
        if (index >= arguments.size() || arguments.get(index).isBlank()) {
            throw new UsageException("--%s needs a value".formatted(name));
        }
        return arguments.get(index);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    String host() {
        return values.getOrDefault("host", StackOptions.DEFAULT_HOST);
    }

    int port() {
        String text = values.getOrDefault("port", Integer.toString(StackOptions.DEFAULT_PORT));
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_PORT) {
            throw new UsageException("--port needs a number from 1 to %d, not %s".formatted(MAX_PORT, text));
        }
        return Integer.parseInt(text);
    }
}
