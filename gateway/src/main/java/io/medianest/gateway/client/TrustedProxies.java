package io.medianest.gateway.client;

import io.medianest.runtime.address.Network;
import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The proxies before the gateway whose word on the client is believed; none unless the operator names them. */
@ApplicationScoped
class TrustedProxies {
    private static final String PROPERTY = "medianest.trusted-proxies";

    private final List<Network> networks;

    /**
     * @param networks networks of proxies before the gateway whose word on the client is believed, such as
     *     {@code 10.0.0.0/8}
     */
    TrustedProxies(@ConfigProperty(name = PROPERTY) Optional<List<String>> networks) {
        try {
            this.networks = networks.orElse(List.of()).stream()
                    .map(String::strip)
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(PROPERTY + ": " + e.getMessage(), e);
        }
    }

    /** Whether an address, as text, is one of theirs. */
    boolean contain(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }
}
