package io.medianest.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Writes mails as files that only their owner reads, and keeps the newest. */
final class FolderTransport implements MailTransport {
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** Sorts as text as it does by time. */
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final int keeps;
    private final Vertx vertx;
    private final Clock clock;

    FolderTransport(Path folder, int keeps, Vertx vertx, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.keeps = keeps;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public Uni<Void> send(UUID id, OutgoingMail mail) {
        Callable<Path> work = () -> {
            Path written = write(id, mail);
            forgetOldest();
            return written;
        };
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work).toCompletionStage())
                .replaceWithVoid();
    }

    @Override
    public boolean isFinal(Throwable failure) {
        return false;
    }

    @Override
    public String reason(Throwable failure) {
        return failure.getClass().getSimpleName() + " in " + folder;
    }

    /** Appears whole or not at all. */
    private Path write(UUID id, OutgoingMail mail) throws IOException {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        Files.createDirectories(folder, OWNERS_FOLDER);
        Path unfinished = folder.resolve(id + ".part");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, OWNERS_FILE);
        Files.writeString(unfinished, """
                To: %s
                Date: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s""".formatted(
                        oneLine(String.join(", ", mail.to())),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(now),
                        mail.subject(),
                        mail.text()));
        return Files.move(
                unfinished, folder.resolve(NAME.format(now) + "-" + id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    private void forgetOldest() throws IOException {
        for (Path old : written().stream().skip(keeps).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** The newest first. */
    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
