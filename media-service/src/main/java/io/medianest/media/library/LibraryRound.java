package io.medianest.media.library;

import io.medianest.plex.PlexServer;
import io.medianest.plex.PlexTv;
import io.medianest.plex.PlexUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Follows the server once: which libraries there are, with whom they are shared, what is in them. */
@ApplicationScoped
class LibraryRound {
    private static final Logger LOG = Logger.getLogger(LibraryRound.class);

    private final PlexServer plex;
    private final PlexTv plexTv;
    private final SectionMirror sections;
    private final ShareMirror shares;
    private final SectionSync sync;
    private final LibraryConfig config;

    LibraryRound(
            PlexServer plex,
            PlexTv plexTv,
            SectionMirror sections,
            ShareMirror shares,
            SectionSync sync,
            LibraryConfig config) {
        this.plex = plex;
        this.plexTv = plexTv;
        this.sections = sections;
        this.shares = shares;
        this.sync = sync;
        this.config = config;
    }

    /**
     * One round.
     *
     * @param left what the round before answered
     * @return when plex.tv last told with whom the libraries are shared, as text
     */
    Uni<String> run(Optional<String> left) {
        return plex.machineIdentifier()
                .chain(server -> plex.sections()
                        .chain(there -> sections.take(server, there))
                        .chain(known -> shared(
                                        server,
                                        known,
                                        left.map(LibraryRound::time).orElse(Instant.EPOCH))
                                .chain(sharedAt -> all(known).replaceWith(sharedAt.toString()))));
    }

    private Uni<Void> all(List<MirroredSection> known) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (MirroredSection section : known) {
            done = done.chain(() -> sync.follow(section));
        }
        return done;
    }

    /** While plex.tv cannot be asked, the shares that are known stay, and the libraries are followed all the same. */
    private Uni<Instant> shared(String server, List<MirroredSection> known, Instant last) {
        boolean isNew = known.stream().map(MirroredSection::sweptAt).anyMatch(Objects::isNull);
        Duration age = Duration.between(last, Instant.now()).abs();
        if (!isNew && age.compareTo(config.sharesEvery()) < 0) {
            return Uni.createFrom().item(last);
        }
        return plexTv.ownerId()
                .chain(owner -> plexTv.shares(server).chain(all -> shares.replace(owner, all)))
                .map(done -> Instant.now())
                .onFailure(PlexUnavailableException.class)
                .invoke(failure -> LOG.warnf(
                        "plex.tv does not tell with whom the libraries are shared; what is known stays: %s",
                        failure.getMessage()))
                .onFailure(PlexUnavailableException.class)
                .recoverWithItem(last);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            LOG.warnf("It is not known when plex.tv was last asked: %s", text);
            return Instant.EPOCH;
        }
    }
}
