package io.medianest.testing.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps what it takes as files, by address; see {@link Mailbox}. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    /** Addresses that begin so are refused for good. */
    public static final String NOBODY = "nobody-";
    /** Addresses that begin so are refused twice for the moment. */
    public static final String BUSY = "busy-";

    static final Path FOLDER = Path.of(
            "target", "test-mail", String.valueOf(ProcessHandle.current().pid()));
    private static final int TWICE = 2;

    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final SMTPServer server = SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler((context, from, to, mail) -> take(to, mail))
            .build();

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "medianest.smtp.host", "127.0.0.1",
                "medianest.smtp.port", Integer.toString(server.getPortAllocated()),
                "medianest.smtp.start-tls", "DISABLED",
                "medianest.smtp.from", "MediaNest <medianest@example.org>");
    }

    @Override
    public void stop() {
        server.stop();
    }

    private void take(String to, byte[] mail) throws RejectException {
        if (to.startsWith(NOBODY)) {
            throw new RejectException(550, "There is no " + to);
        }
        if (to.startsWith(BUSY) && refusals.merge(to, 1, Integer::sum) <= TWICE) {
            throw new RejectException(451, "Come back later for " + to);
        }
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(to));
            Path unfinished = Files.write(folder.resolve(UUID.randomUUID() + ".part"), mail);
            Files.move(unfinished, folder.resolve("%020d.eml".formatted(System.nanoTime())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
