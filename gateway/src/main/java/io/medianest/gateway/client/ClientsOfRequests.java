package io.medianest.gateway.client;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls, for everything that depends on it: limits, what services hear, transport security. What headers claim
 * counts only when it came from a trusted proxy, and only as far as trusted proxies say it: the right-most address that is
 * none of theirs.
 */
@ApplicationScoped
public class ClientsOfRequests {
    private static final String MARK = Client.class.getName();

    private final TrustedProxies proxies;
    private final ForwardedHeaders told;
    private final PublicUrl publicUrl;

    /**
     * @param told in which headers trusted proxies tell the client: {@code x-forwarded} or {@code forwarded}
     */
    ClientsOfRequests(
            TrustedProxies proxies,
            @ConfigProperty(name = "medianest.trusted-proxies-header", defaultValue = "x-forwarded")
                    ForwardedHeaders told,
            PublicUrl publicUrl) {
        this.proxies = proxies;
        this.told = told;
        this.publicUrl = publicUrl;
    }

    /** Who makes a request; the same for as long as it lasts. */
    public Client of(RoutingContext context) {
        Client known = context.get(MARK);
        if (known != null) {
            return known;
        }
        Client client = find(context.request());
        context.put(MARK, client);
        return client;
    }

    private Client find(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        @Nullable
        String peer =
                remote == null || remote.hostAddress() == null ? null : ForwardedHeaders.address(remote.hostAddress());
        boolean trusted = peer != null && proxies.contain(peer);
        String address = peer == null ? "unknown" : trusted ? farthest(peer, told.addresses(request.headers())) : peer;
        Optional<String> scheme = trusted ? told.scheme(request.headers()) : Optional.empty();
        boolean https = publicUrl.isHttps() || request.isSSL();
        return new Client(address, https ? "https" : scheme.orElse("http"));
    }

    /** Goes back hop by hop, for as long as the one who tells is trusted and tells an address. */
    private String farthest(String peer, List<String> hops) {
        String client = peer;
        for (int i = hops.size() - 1; i >= 0 && proxies.contain(client); i--) {
            @Nullable String before = ForwardedHeaders.address(hops.get(i));
            if (before == null) {
                return client;
            }
            client = before;
        }
        return client;
    }
}
