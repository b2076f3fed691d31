package io.medianest.auth.plex;

import io.medianest.auth.plex.RecheckRound.Look;
import io.medianest.auth.plex.RecheckRound.Verdict;
import io.medianest.auth.user.LostAccess;
import io.medianest.auth.user.PlexMember;
import io.medianest.auth.user.PlexMembers;
import io.medianest.runtime.job.Jobs;
import io.medianest.runtime.outbound.CallersContext;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks again and again whether those who signed in with Plex can still reach the household's server, and suspends those
 * who cannot. What Plex does not say clearly proves nothing.
 */
@ApplicationScoped
class PlexRecheck {
    /** Names it to the operator. */
    static final String JOB = "plex-recheck";

    private static final Logger LOG = Logger.getLogger(PlexRecheck.class);

    private final PlexTv plexTv;
    private final PlexServer server;
    private final PlexMembers members;
    private final LostAccess lostAccess;
    private final PlexConfig config;
    private final MeterRegistry metrics;

    PlexRecheck(
            PlexTv plexTv,
            PlexServer server,
            PlexMembers members,
            LostAccess lostAccess,
            PlexConfig config,
            MeterRegistry metrics) {
        this.plexTv = plexTv;
        this.server = server;
        this.members = members;
        this.lostAccess = lostAccess;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, Jobs jobs) {
        if (config.recheck().enabled()) {
            jobs.every(JOB, config.recheck().every(), this::round);
        }
    }

    /** Looks at everybody once; answers what came of it. */
    Uni<String> round() {
        return server.machineIdentifier()
                .chain(identifier -> {
                    RecheckRound round = new RecheckRound();
                    return lookAtAll(identifier, round, new UUID(0, 0)).chain(() -> act(identifier, round));
                })
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> "nobody was looked at: " + failure.code());
    }

    /** Page by page, so that no more people are in memory than are looked at next. */
    private Uni<Void> lookAtAll(String identifier, RecheckRound round, UUID after) {
        return members.after(after).chain(page -> {
            if (page.isEmpty() || round.isHopeless()) {
                return Uni.createFrom().voidItem();
            }
            return lookAt(page, identifier, round)
                    .chain(() -> lookAtAll(identifier, round, page.getLast().id()));
        });
    }

    private Uni<Void> lookAt(List<PlexMember> page, String identifier, RecheckRound round) {
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(member -> round.isHopeless()
                        ? Uni.createFrom().voidItem()
                        : look(member, identifier).chain(look -> {
                            round.add(member, look);
                            return afterLook(member, look);
                        }))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> afterLook(PlexMember member, Look look) {
        Uni<Void> marked = look == Look.TOKEN_REJECTED
                ? lostAccess.tokenRejected(member)
                : Uni.createFrom().voidItem();
        return CallersContext.keep(marked.onItem().delayIt().by(config.recheck().pause()));
    }

    private Uni<Look> look(PlexMember member, String identifier) {
        return members.token(member)
                .map(token -> plexTv.access(token, identifier).map(Look::of))
                .orElseGet(() -> Uni.createFrom().item(Look.UNKNOWN))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> {
                    LOG.debugf("Somebody's access could not be looked at: %s", failure.getMessage());
                    return Look.UNKNOWN;
                })
                .invoke(look -> metrics.counter(
                                "medianest.auth.plex.rechecks",
                                "outcome",
                                look.name().toLowerCase(Locale.ROOT))
                        .increment());
    }

    private Uni<String> act(String identifier, RecheckRound round) {
        Verdict verdict = round.verdict();
        if (verdict == Verdict.INCREDIBLE) {
            LOG.errorf(
                    "%s people of %s seem to have lost their access to the Plex server at once. Nobody is suspended; look at"
                            + " the server and at monitor.service_config.",
                    round.lost().size(), round.answered());
            metrics.counter("medianest.auth.plex.recheck.stopped").increment();
        }
        if (verdict != Verdict.CREDIBLE) {
            return Uni.createFrom().item(round.summary(0));
        }
        return Multi.createFrom()
                .iterable(round.lost())
                .onItem()
                .transformToUniAndConcatenate(member -> suspendIfConfirmed(member, identifier))
                .filter(Boolean::booleanValue)
                .collect()
                .asList()
                .map(suspended -> round.summary(suspended.size()));
    }

    /** A list that lacks the server by mistake is rarely given twice. */
    private Uni<Boolean> suspendIfConfirmed(PlexMember member, String identifier) {
        return look(member, identifier)
                .chain(look -> look == Look.LOST
                        ? lostAccess.suspend(member.id())
                        : Uni.createFrom().item(false));
    }
}
