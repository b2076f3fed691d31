package io.medianest.auth.signin;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.user.Member;
import io.smallrye.mutiny.Uni;

/**
 * What is opened for somebody who is let in: a session of a device, which answers with tokens, or one of a browser, which
 * answers with a cookie.
 *
 * @param <T> what the one who signs in gets
 */
@FunctionalInterface
public interface Opening<T> {

    /**
     * Opens it, in the transaction that has locked the user's row, so that nobody who is being suspended slips in.
     *
     * @param member who is let in
     * @param client where the request came from
     */
    Uni<T> open(Member member, Client client);

    /** What signs in, as far as it says; by it a device that has signed in before is known again. */
    default DeviceInfo device() {
        return DeviceInfo.UNKNOWN;
    }
}
