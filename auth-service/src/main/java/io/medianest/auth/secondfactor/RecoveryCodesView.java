package io.medianest.auth.secondfactor;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The way in without the app; shown once.
 *
 * @param recoveryCodes each is good once
 */
@Schema(name = "RecoveryCodes")
record RecoveryCodesView(List<String> recoveryCodes) {

    /** Shows no code, wherever this is printed. */
    @Override
    public String toString() {
        return "RecoveryCodesView[]";
    }
}
