package io.medianest.monitor.config;

import io.medianest.runtime.address.Origin;
import io.medianest.runtime.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.TreeSet;

/**
 * The address of a service: absolute, without user and fragment, and without a slash at its end.
 *
 * @param uri as it is stored
 */
record ServiceAddress(URI uri) {
    private static final String FIELD = "serviceUrl";

    /**
     * Reads an address.
     *
     * @param kind of the service
     * @param tcp whether a service that the operator added is asked over TCP
     * @throws ProblemException 400 that says what is wrong
     */
    static ServiceAddress of(ServiceKind kind, boolean tcp, String text) {
        URI uri = parsed(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!kind.schemes().contains(scheme)) {
            throw invalid("must begin with one of " + String.join(", ", new TreeSet<>(kind.schemes())) + ", then ://");
        }
        if (kind == ServiceKind.TARGET && tcp != scheme.equals("tcp")) {
            throw invalid(tcp ? "must be tcp://host:port for the kind tcp" : "is tcp, but the kind is http");
        }
        boolean needsPort = scheme.equals("tcp");
        if (uri.getHost() == null || (needsPort && uri.getPort() < 0)) {
            throw invalid("must name a host" + (needsPort ? " and a port" : ""));
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid("must have no user, password or fragment; a key goes into apiKey");
        }
        return new ServiceAddress(uri);
    }

    /** Whether scheme, host and port are those of another address, so that whoever has its key may have this one's. */
    boolean isSameOrigin(String other) {
        return Origin.of(uri).equals(Origin.of(URI.create(other)));
    }

    private static URI parsed(String text) {
        try {
            return new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw invalid("is no address such as http://host:1234");
        }
    }

    private static ProblemException invalid(String message) {
        return ProblemException.invalid(FIELD, message);
    }
}
