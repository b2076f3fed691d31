package io.medianest.auth.secondfactor;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's second factor.
 *
 * @param enabled whether a code is asked for at each sign-in
 * @param since since when; null if it is not
 * @param recoveryCodesLeft how many recovery codes are still good
 */
@Schema(name = "SecondFactor")
record SecondFactorView(boolean enabled, @Nullable Instant since, int recoveryCodesLeft) {}
