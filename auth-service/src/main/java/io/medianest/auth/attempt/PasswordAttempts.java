package io.medianest.auth.attempt;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.secret.TokenHashes;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** How often a password may be wrong: for an address of the network, and for an account, whether it exists or not. */
@ApplicationScoped
public class PasswordAttempts {
    private final FailedAttempts attempts;
    private final KnownDeviceQuery devices;
    private final TokenHashes hashes;
    private final RateLimitPolicy ofAccount;
    private final RateLimitPolicy ofAddress;
    private final RateLimitPolicy ofChange;
    private final RateLimitPolicy ofSecondFactor;
    private final RateLimitPolicy ofFreshSignIn;

    PasswordAttempts(
            FailedAttempts attempts, KnownDeviceQuery devices, TokenHashes hashes, RateLimitPolicies policies) {
        this.attempts = attempts;
        this.devices = devices;
        this.hashes = hashes;
        ofAccount = policies.named("sign-in");
        ofAddress = policies.named("sign-in-address");
        ofChange = policies.named("password-change");
        ofSecondFactor = policies.named("second-factor");
        ofFreshSignIn = policies.named("fresh-sign-in");
    }

    /**
     * Makes a sign-in if the limits allow it. A device that has signed in before, from the network that it comes from now,
     * is counted apart: whoever guesses elsewhere does not lock its owner out.
     *
     * @param email as it was typed
     * @return the sign-in's outcome; fails with 429 {@code RATE_LIMITED}
     */
    public <T> Uni<T> signIn(String email, DeviceInfo device, Client client, Supplier<Uni<T>> signIn) {
        String account = email.strip().toLowerCase(Locale.ROOT);
        LimitSubject address = LimitSubject.address(client.address());
        return devices.find(account, device, client).chain(found -> {
            String counted = found.known() ? account + "\n" + device + "\n" + address : account;
            return attempts.within(
                    List.of(new Hold(ofAddress, address), new Hold(ofAccount, hashed(counted))),
                    found.userId(),
                    client,
                    signIn);
        });
    }

    /**
     * Makes a change of password, which needs the current one, if the limit allows it.
     *
     * @return the change's outcome; fails with 429 {@code RATE_LIMITED}
     */
    public <T> Uni<T> change(UUID userId, Client client, Supplier<Uni<T>> change) {
        return attempts.within(List.of(new Hold(ofChange, hashed(userId.toString()))), userId, client, change);
    }

    /**
     * Makes an attempt at a second factor if the limits allow it. Whoever makes it has proved the first one, but may not
     * be its owner: a device that has signed in before is counted apart here too.
     *
     * @return the attempt's outcome; fails with 429 {@code RATE_LIMITED}
     */
    public <T> Uni<T> secondFactor(UUID userId, DeviceInfo device, Client client, Supplier<Uni<T>> attempt) {
        LimitSubject address = LimitSubject.address(client.address());
        return devices.isKnown(userId, device, client).chain(known -> {
            String counted = known ? userId + "\n" + device + "\n" + address : userId.toString();
            return attempts.within(
                    List.of(new Hold(ofAddress, address), new Hold(ofSecondFactor, hashed(counted))),
                    userId,
                    client,
                    attempt);
        });
    }

    /**
     * Makes an attempt to prove again who is signed in, if the limit of that session allows it.
     *
     * @return the attempt's outcome; fails with 429 {@code RATE_LIMITED}
     */
    public <T> Uni<T> again(UUID userId, UUID sessionId, Client client, Supplier<Uni<T>> attempt) {
        return attempts.within(List.of(new Hold(ofFreshSignIn, hashed(sessionId.toString()))), userId, client, attempt);
    }

    private LimitSubject hashed(String value) {
        return LimitSubject.hashed(hashes.limited().ofToken(value));
    }
}
