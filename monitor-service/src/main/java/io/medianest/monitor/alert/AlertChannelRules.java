package io.medianest.monitor.alert;

import io.medianest.monitor.alert.AlertChannelQueries.Stored;
import io.medianest.runtime.address.Origin;
import io.medianest.runtime.address.RefusedAddressException;
import io.medianest.runtime.outbound.GuardedHttp;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a channel may be as somebody wants it. */
@ApplicationScoped
class AlertChannelRules {
    private static final String URL = "destination.url";
    private static final String SECRET = "secret";
    private static final Duration LOOKUP = Duration.ofSeconds(5);

    private final GuardedHttp http;

    AlertChannelRules(GuardedHttp http) {
        this.http = http;
    }

    /**
     * Checks it.
     *
     * @param before what it is now; empty if it is new
     * @return fails with 400 that names the field
     */
    Uni<Void> check(PutAlertChannel asked, Optional<Stored> before) {
        before.ifPresent(
                stored -> require(stored.kind() == asked.kind(), "kind", "stays as it is: make a new channel"));
        checkFields(asked.kind(), asked.destination());
        String url = asked.destination().url();
        if (url == null) {
            require(secret(asked).isEmpty(), SECRET, "is not used by mail, which leaves by the server of all mails");
            return Uni.createFrom().voidItem();
        }
        URI address = AlertAddress.checked(asked.kind(), url);
        boolean keeps =
                asked.secret() == null && before.map(Stored::sealedSecret).isPresent();
        checkSecret(asked, url, keeps);
        String usual = before.map(stored -> stored.destination().url()).orElse(null);
        require(
                !keeps || isSame(address, asked.kind(), usual),
                SECRET,
                "must be given again, since the address leads to another host");
        return http.check(address, LOOKUP)
                .onFailure(RefusedAddressException.class)
                .recoverWithUni(AlertChannelRules::refused);
    }

    private static void checkFields(AlertKind kind, AlertDestination to) {
        boolean mail = kind == AlertKind.EMAIL;
        requireSet(!mail, to.url(), URL);
        requireSet(mail, to.recipients(), "destination.recipients");
        requireSet(kind == AlertKind.NTFY, to.topic(), "destination.topic");
    }

    private static void checkSecret(PutAlertChannel asked, String url, boolean keeps) {
        String given = secret(asked);
        require(
                given.chars().allMatch(letter -> letter > 0x20 && letter < 0x7f),
                SECRET,
                "must be printable ASCII without spaces");
        require(
                !AlertAddress.isSecret(url) || keeps || !given.isEmpty(),
                SECRET,
                "is needed: the address has a place for it");
        require(
                asked.kind() == AlertKind.WEBHOOK || !AlertAddress.isSecret(url),
                URL,
                "has no place for the secret, which is sent as a token");
    }

    /** A secret that nobody can read must not be sent to a host that it was not given for. */
    private static boolean isSame(URI address, AlertKind kind, @Nullable String usual) {
        return usual != null && Origin.of(address).equals(Origin.of(AlertAddress.checked(kind, usual)));
    }

    private static Uni<Void> refused(RefusedAddressException failure) {
        // A name that nobody knows at this moment may be known when there is something to tell.
        return failure.reason() == RefusedAddressException.Reason.UNKNOWN_HOST
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(ProblemException.invalid(URL, "may not be used: " + failure.words()));
    }

    private static String secret(PutAlertChannel asked) {
        return Objects.requireNonNullElse(asked.secret(), "").strip();
    }

    private static void requireSet(boolean wanted, @Nullable Object value, String field) {
        require(wanted == (value != null), field, wanted ? "is needed by this kind" : "is not used by this kind");
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw ProblemException.invalid(field, message);
        }
    }
}
