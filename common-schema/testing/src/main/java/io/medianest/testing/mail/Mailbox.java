package io.medianest.testing.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The mails that have arrived for one address. */
public final class Mailbox {
    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{43})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;

    private Mailbox(String address) {
        folder = MailServer.FOLDER.resolve(address);
    }

    /** Of that address. */
    public static Mailbox of(String address) {
        return new Mailbox(address);
    }

    /**
     * A mail that has arrived.
     *
     * @param headers all of them, as they came
     */
    public record Arrived(String subject, String text, String headers) {

        /** The token that the mail's link carries. */
        public String token() {
            Matcher token = TOKEN.matcher(text);
            if (!token.find()) {
                throw new AssertionError("No link with a token in: " + text);
            }
            return token.group(1);
        }
    }

    /** Waits for a mail whose subject holds these words; the newest if there are several. */
    public Arrived await(String subject) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> all().stream()
                                .filter(mail -> mail.subject().contains(subject))
                                .reduce((first, second) -> second)
                                .orElse(null),
                        mail -> mail != null);
    }

    /** Waits until there are so many, and returns them, the oldest first. */
    public List<Arrived> await(int count) {
        return Awaitility.await().atMost(PATIENCE).until(this::all, mails -> mails.size() >= count);
    }

    /** What is there now, the oldest first. */
    public List<Arrived> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arrived read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            StringBuilder headers = new StringBuilder();
            mail.getAllHeaderLines()
                    .asIterator()
                    .forEachRemaining(line -> headers.append(line).append('\n'));
            return new Arrived(mail.getSubject(), (String) mail.getContent(), headers.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
