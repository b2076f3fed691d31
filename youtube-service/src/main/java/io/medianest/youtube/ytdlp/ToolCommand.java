package io.medianest.youtube.ytdlp;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a program is started: as its arguments say, by no shell; in a group of its own, so that all it has started can be
 * ended with it; not outliving this service; with limits; behind the shield; and knowing nothing of this service's
 * environment.
 */
@ApplicationScoped
class ToolCommand {
    private static final String PATH = "PATH";
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final YtDlpConfig config;
    private final Shield shield;

    ToolCommand(YtDlpConfig config, Shield shield) {
        this.config = config;
        this.shield = shield;
    }

    /**
     * Prepares a program; blocks the first time.
     *
     * @param program by its path or as the PATH has it
     * @param folder where it runs, and may leave what it needs for itself
     */
    ProcessBuilder prepare(String program, List<String> arguments, Path folder) {
        return prepare(program, arguments, folder, config.maxFileSize().asLongValue());
    }

    /**
     * As the other, for a run that may write less.
     *
     * @param largest the most bytes of a file that it writes
     */
    ProcessBuilder prepare(String program, List<String> arguments, Path folder, long largest) {
        List<String> command = new ArrayList<>();
        find("setsid").ifPresent(command::add);
        command.addAll(shield.prefix());
        // Were this service killed, nobody else would end it.
        find("setpriv").ifPresent(setpriv -> command.addAll(List.of(setpriv, "--pdeathsig", "KILL", "--")));
        find("prlimit")
                .ifPresent(prlimit -> command.addAll(List.of(
                        prlimit,
                        "--data=" + config.maxMemory().asLongValue(),
                        "--fsize=" + largest,
                        "--core=0",
                        "--")));
        command.add(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put(PATH, path());
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        config.caFile().ifPresent(file -> environment.put("SSL_CERT_FILE", file.toString()));
        return builder;
    }

    private static String path() {
        return Optional.ofNullable(System.getenv(PATH)).orElse(USUAL_PATH);
    }

    private static Optional<String> find(String program) {
        return Stream.of(USUAL_PATH.split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
