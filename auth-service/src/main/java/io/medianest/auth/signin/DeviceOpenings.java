package io.medianest.auth.signin;

import io.medianest.auth.client.Client;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.device.DeviceSessions;
import io.medianest.auth.token.AccessTokens;
import io.medianest.auth.token.TokenAnswer;
import io.medianest.auth.user.Member;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens sessions of devices, which hold tokens of their own. */
@ApplicationScoped
public class DeviceOpenings {
    private final DeviceSessions sessions;
    private final AccessTokens accessTokens;

    DeviceOpenings(DeviceSessions sessions, AccessTokens accessTokens) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
    }

    /**
     * The session of a device, answered by its first pair of tokens.
     *
     * @param device what the device says of itself
     */
    public Opening<TokenAnswer> of(DeviceInfo device) {
        return new Opening<>() {
            @Override
            public Uni<TokenAnswer> open(Member member, Client client) {
                return sessions.open(member.view().id(), device, client)
                        .map(session -> accessTokens.answer(member, session));
            }

            @Override
            public DeviceInfo device() {
                return device;
            }
        };
    }
}
