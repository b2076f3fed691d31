package io.medianest.auth.signin;

import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.onetime.TokenPurpose;
import io.medianest.auth.secondfactor.SecondFactorConfig;
import io.medianest.auth.secondfactor.SecondFactorQuery;
import io.medianest.auth.secondfactor.SecondFactorQuery.Standing;
import io.medianest.auth.user.UserStatus;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Asks for a second factor between the first one and what it opens. */
@ApplicationScoped
class SecondFactorGate {
    private final SecondFactorQuery query;
    private final SecondFactorConfig config;
    private final OneTimeTokens tokens;
    private final Transactions transactions;

    SecondFactorGate(
            SecondFactorQuery query, SecondFactorConfig config, OneTimeTokens tokens, Transactions transactions) {
        this.query = query;
        this.config = config;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /**
     * Passes who needs none.
     *
     * @return fails with 403 {@code SECOND_FACTOR_REQUIRED} and a challenge, or, if there must be one and is none, with
     *     403 {@code SECOND_FACTOR_SETUP_REQUIRED} and a token that is good for adding one
     */
    Uni<Void> check(Proof proof, DeviceInfo device) {
        if (proof.byPlex() && !config.withPlex()) {
            return Uni.createFrom().voidItem();
        }
        return query.standing(proof.userId()).chain(standing -> {
            if (standing.isOn()) {
                return challenge(proof, device);
            }
            return isDemanded(standing)
                    ? demandSetup(proof.userId())
                    : Uni.createFrom().voidItem();
        });
    }

    private boolean isDemanded(Standing standing) {
        return config.requiredFor()
                .map(roles -> roles.contains(standing.role()))
                .orElse(false);
    }

    private Uni<Void> challenge(Proof proof, DeviceInfo device) {
        return transactions
                .write(
                        AuditActor.user(proof.userId()),
                        () -> tokens.issue(TokenPurpose.SECOND_FACTOR, proof.userId(), Challenge.detail(proof, device)))
                .chain(token -> Uni.createFrom()
                        .failure(new ProblemException(
                                        403,
                                        "SECOND_FACTOR_REQUIRED",
                                        "Send the code of your app too: POST /auth/login/second-factor with challenge"
                                                + " and code.")
                                .with("challenge", token)
                                .with(
                                        "expiresIn",
                                        TokenPurpose.SECOND_FACTOR.lifetime().toSeconds())));
    }

    private Uni<Void> demandSetup(UUID userId) {
        return transactions
                .write(AuditActor.user(userId), () -> tokens.issue(TokenPurpose.SECOND_FACTOR_SETUP, userId))
                .chain(token -> Uni.createFrom()
                        .failure(new ProblemException(
                                        403,
                                        "SECOND_FACTOR_SETUP_REQUIRED",
                                        "Add a second factor first: POST /auth/second-factor with setupToken as bearer"
                                                + " token, then sign in.")
                                .with("setupToken", token)
                                .with(
                                        "expiresIn",
                                        TokenPurpose.SECOND_FACTOR_SETUP
                                                .lifetime()
                                                .toSeconds())));
    }

    /** What a challenge remembers of the first proof. */
    static final class Challenge {
        private static final String NAME = "deviceName";
        private static final String PLATFORM = "devicePlatform";
        private static final String CHANGE = "requiresPasswordChange";

        private Challenge() {}

        static JsonObject detail(Proof proof, DeviceInfo device) {
            return new JsonObject()
                    .put(NAME, device.name())
                    .put(PLATFORM, device.platform())
                    .put(CHANGE, proof.requiresPasswordChange());
        }

        static DeviceInfo device(JsonObject detail) {
            return new DeviceInfo(detail.getString(NAME), detail.getString(PLATFORM));
        }

        static Proof proof(UUID userId, JsonObject detail) {
            return new Proof(userId, UserStatus.ACTIVE, detail.getBoolean(CHANGE, false));
        }
    }
}
