package io.medianest.auth.plex;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.signin.Admission;
import io.medianest.auth.signin.Opening;
import io.medianest.auth.signin.Proof;
import io.medianest.auth.signin.SignInMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Signing in by a PIN that was approved at Plex. */
@ApplicationScoped
public class PlexSignIns {
    private final PlexPins pins;
    private final PinLooks looks;
    private final PlexArrivals arrivals;
    private final Admission admission;
    private final SignInMetrics metrics;

    PlexSignIns(PlexPins pins, PinLooks looks, PlexArrivals arrivals, Admission admission, SignInMetrics metrics) {
        this.pins = pins;
        this.looks = looks;
        this.arrivals = arrivals;
        this.admission = admission;
        this.metrics = metrics;
    }

    /**
     * Signs somebody in, if the PIN has been approved.
     *
     * @param pinId as the client got it
     * @param browser the cookie that came along
     * @param opening what to open, for the device that the PIN was started for
     * @param client where the request came from
     * @return what was opened; empty while nobody has approved the PIN. Fails with 410 {@code PIN_EXPIRED}, with 403
     *     {@code OTHER_BROWSER}, {@code NO_SERVER_ACCESS}, {@code SIGN_UP_CLOSED} or as {@link Admission#admit} does, or
     *     with 503 {@code PLEX_UNAVAILABLE} or {@code PLEX_NOT_CONFIGURED}
     */
    public <T> Uni<Optional<T>> signIn(
            String pinId, Optional<String> browser, Function<DeviceInfo, Opening<T>> opening, Client client) {
        return pins.find(pinId, browser)
                .chain(pin -> looks.look(pin).chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(Optional.<T>empty());
                    }
                    Uni<T> arrival = arrivals.arrive(pin, found.get(), client)
                            .chain(user -> admission.admit(
                                    new Proof(user.id(), user.status(), user.requiresPasswordChange()).madeByPlex(),
                                    opening.apply(pin.device()),
                                    client));
                    return metrics.observe(arrival).map(Optional::of);
                }));
    }
}
