package io.medianest.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides how mails leave, and says so. */
@ApplicationScoped
class MailTransports {
    private static final Logger LOG = Logger.getLogger(MailTransports.class);

    private final Optional<String> server;
    private final Optional<String> from;
    private final FolderConfig config;
    private final ReactiveMailer mailer;
    private final Vertx vertx;

    /**
     * @param server takes mail; without one, mails are written into a folder
     * @param from whom mail is from; needed with a server
     */
    MailTransports(
            @ConfigProperty(name = "medianest.smtp.host") Optional<String> server,
            @ConfigProperty(name = "medianest.smtp.from") Optional<String> from,
            FolderConfig config,
            ReactiveMailer mailer,
            Vertx vertx) {
        this.server = server;
        this.from = from;
        this.config = config;
        this.mailer = mailer;
        this.vertx = vertx;
    }

    /**
     * The transport that is configured.
     *
     * @throws IllegalStateException naming the setting, if there is a server but nobody whom mail is from
     */
    @Produces
    @Singleton
    @Startup
    MailTransport transport() {
        if (server.isEmpty()) {
            LOG.infof(
                    "No mail server is configured (medianest.smtp.host); mails are written to %s",
                    config.folder().toAbsolutePath());
            return new FolderTransport(config.folder(), config.folderKeeps(), vertx, Clock.systemUTC());
        }
        if (from.isEmpty()) {
            throw new IllegalStateException("medianest.smtp.from is not set: whom mail by " + server.get()
                    + " is from, such as MediaNest <medianest@example.org>");
        }
        return new SmtpTransport(mailer);
    }
}
