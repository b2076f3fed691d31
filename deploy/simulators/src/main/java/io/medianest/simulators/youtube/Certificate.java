package io.medianest.simulators.youtube;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate of YouTube's hosts that nobody has signed but itself; kept in its folder for a while. */
final class Certificate {
    private static final String HOSTS = "san=dns:youtube.com,dns:*.youtube.com,dns:youtu.be,dns:*.googlevideo.com,"
            + "dns:*.ytimg.com,dns:*.youtube-nocookie.com";
    /** No secret: what it protects is made up. */
    private static final String PASSWORD = "simulated";

    private static final Duration VALID = Duration.ofDays(30);
    private static final Duration USED = Duration.ofDays(20);
    private static final int PATIENCE_SECONDS = 60;

    private final Path store;
    private final Path pem;

    private Certificate(Path folder) {
        store = folder.resolve("youtube-certificate.p12");
        pem = folder.resolve("youtube-certificate.pem");
    }

    /**
     * The folder's, made with the JDK's keytool unless there is one that is not too old.
     *
     * @throws IllegalStateException if there is no JDK
     */
    static Certificate in(Path folder) {
        Certificate certificate = new Certificate(folder);
        if (!certificate.isFresh()) {
            certificate.make();
        }
        return certificate;
    }

    /** For the server. */
    PfxOptions options() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    /** For the clients, as {@code SSL_CERT_FILE}. */
    Path pem() {
        return pem;
    }

    private boolean isFresh() {
        try {
            return Files.exists(store)
                    && Files.exists(pem)
                    && Files.getLastModifiedTime(store)
                            .toInstant()
                            .isAfter(Instant.now().minus(USED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() {
        try {
            Files.deleteIfExists(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String days = Long.toString(VALID.toDays());
        keytool("-genkeypair -storetype PKCS12 -keyalg EC -groupname secp256r1 -validity " + days
                + " -ext bc:critical=ca:true -ext ku:critical=digitalSignature,keyCertSign -ext " + HOSTS
                + " -dname CN=SimulatedYouTube");
        keytool("-exportcert -rfc -file", pem.toString());
    }

    private void keytool(String options, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(more));
        command.addAll(List.of("-alias", "youtube", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The JDK's keytool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
