package io.medianest.auth.secondfactor;

import io.medianest.auth.client.Client;
import io.medianest.auth.securityevent.SecurityEvent;
import io.medianest.auth.securityevent.SecurityEventType;
import io.medianest.auth.securityevent.SecurityEvents;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** People's second factors. Every method takes part in the caller's transaction. */
@ApplicationScoped
public class SecondFactors {
    private static final Pattern OF_APP = Pattern.compile("[0-9]{6}");

    private final SecondFactorRepository repository;
    private final FieldCipher cipher;
    private final SecurityEvents securityEvents;
    private final KeyedHash hash;
    private final Clock clock = Clock.systemUTC();

    SecondFactors(
            SecondFactorRepository repository,
            FieldCipher cipher,
            SecurityEvents securityEvents,
            SecretsConfig secrets) {
        this.repository = repository;
        this.cipher = cipher;
        this.securityEvents = securityEvents;
        hash = KeyedHashes.of(secrets, "recovery-code");
    }

    /** Whether somebody has a second factor. */
    public Uni<Boolean> isOn(UUID userId) {
        return repository.isConfirmed(userId);
    }

    /**
     * Uses a code up, of the app or for recovery.
     *
     * @param typed as it was typed
     * @return whether it was good; each is good once
     */
    public Uni<Boolean> use(UUID userId, String typed, Client client) {
        String digits = typed.replaceAll("[\\s-]", "");
        return OF_APP.matcher(digits).matches()
                ? stepOf(userId, digits)
                        .chain(step -> step.isPresent()
                                ? repository.useStep(userId, step.getAsLong())
                                : Uni.createFrom().item(false))
                : useRecoveryCode(userId, typed, client);
    }

    /** Takes a second factor away; false if there is none. */
    public Uni<Boolean> remove(UUID userId, Client client) {
        return repository
                .remove(userId)
                .call(removed -> removed
                        ? record(SecurityEventType.SECOND_FACTOR_REMOVED, userId, client)
                        : Uni.createFrom().voidItem());
    }

    /** Makes a secret that counts as soon as it is confirmed; false if another one counts already. */
    Uni<Boolean> begin(UUID userId, byte[] secret) {
        return repository.put(userId, cipher.encrypt(HexFormat.of().formatHex(secret), place(userId)));
    }

    /** Confirms the secret by a code; false if it is not of that secret. */
    Uni<Boolean> confirm(UUID userId, String typed, Client client) {
        return stepOf(userId, typed.replaceAll("[\\s-]", ""))
                .chain(step -> step.isPresent()
                        ? repository.confirm(userId, step.getAsLong())
                        : Uni.createFrom().item(false))
                .call(confirmed -> confirmed
                        ? record(SecurityEventType.SECOND_FACTOR_ADDED, userId, client)
                        : Uni.createFrom().voidItem());
    }

    /** Makes new recovery codes in place of the old ones. */
    Uni<List<String>> renewCodes(UUID userId) {
        List<String> codes = RecoveryCodes.create();
        List<String> hashes =
                codes.stream().map(code -> hash.ofToken(hashed(userId, code))).toList();
        return repository.replaceCodes(userId, hashes).replaceWith(codes);
    }

    private Uni<OptionalLong> stepOf(UUID userId, String code) {
        return repository.secret(userId).map(kept -> {
            if (kept == null) {
                return OptionalLong.empty();
            }
            byte[] secret = HexFormat.of().parseHex(cipher.decrypt(kept, place(userId)));
            return Totp.stepOf(secret, code, clock.instant());
        });
    }

    private Uni<Boolean> useRecoveryCode(UUID userId, String typed, Client client) {
        return repository
                .useCode(userId, hash.candidates(hashed(userId, typed)))
                .call(used -> used
                        ? record(SecurityEventType.RECOVERY_CODE_USED, userId, client)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> record(SecurityEventType type, UUID userId, Client client) {
        return securityEvents.record(SecurityEvent.of(type, userId, client));
    }

    private static String hashed(UUID userId, String code) {
        return userId + " " + RecoveryCodes.normalise(code);
    }

    private static String place(UUID userId) {
        return FieldCipher.place("second_factors", "sealed_secret", userId);
    }
}
