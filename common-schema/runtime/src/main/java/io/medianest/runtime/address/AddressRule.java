package io.medianest.runtime.address;

import io.medianest.runtime.address.RefusedAddressException.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which addresses may be spoken to of those that an ADMIN configures. Never allowed are link-local addresses,
 * under which clouds give out credentials, further such addresses of theirs, and what is no single host; of the rest
 * the operator decides by {@code medianest.addresses}.
 *
 * <p>A name is resolved once and whoever asked connects to the address that was checked: a name whose address changes
 * afterwards leads nowhere else.
 */
@ApplicationScoped
public class AddressRule {
    private static final List<Network> NEVER = Stream.of(
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "224.0.0.0/3",
                    "::",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8",
                    "fd00:ec2::254",
                    "fd20:ce::254")
            .map(Network::parse)
            .toList();

    private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

    private final List<Network> allowed;
    private final List<Network> refused;
    private final NameLookup names;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface NameLookup {
        /** All of them, the preferred first. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * An address that may be spoken to.
     *
     * @param host as it was configured, for the {@code Host} header and the certificate's check
     * @param address to connect to
     * @param port the TCP port
     */
    public record Permitted(String host, InetAddress address, int port) {

        /** What to connect to. */
        public InetSocketAddress socket() {
            return new InetSocketAddress(address, port);
        }
    }

    @Inject
    AddressRule(AddressConfig config) {
        this(config, InetAddress::getAllByName);
    }

    /** A rule with a way of its own to find addresses. */
    public AddressRule(AddressConfig config, NameLookup names) {
        allowed = networks("medianest.addresses.allowed", config.allowed());
        refused = networks("medianest.addresses.refused", config.refused());
        this.names = names;
    }

    /**
     * Resolves and checks an address of the kind {@code scheme://host[:port]…}. Blocks while the name is looked up.
     *
     * @throws RefusedAddressException if it is none, has a user in it, or may not be spoken to
     */
    public Permitted permit(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new RefusedAddressException(
                    Reason.MALFORMED, "It is no address such as https://host:1234/path, without user and password.");
        }
        int usual = switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
        return permit(address.getHost(), address.getPort() < 0 ? usual : address.getPort());
    }

    /**
     * Resolves and checks a host. Blocks while the name is looked up.
     *
     * @param host a name or an address, an IPv6 one with or without brackets
     * @throws RefusedAddressException if it is unknown or may not be spoken to
     */
    public Permitted permit(String host, int port) {
        if (port < 1 || port > 65_535) {
            throw new RefusedAddressException(Reason.MALFORMED, "The port must be from 1 to 65535.");
        }
        return Arrays.stream(resolve(host))
                .filter(address -> allows(address.getAddress()))
                .findFirst()
                .map(address -> new Permitted(host, address, port))
                .orElseThrow(() -> new RefusedAddressException(
                        Reason.NOT_ALLOWED, host + " is at an address that this installation may not speak to."));
    }

    /** Whether an address, as its bytes, may be spoken to. */
    public boolean allows(byte[] address) {
        List<byte[]> forms = forms(address);
        return forms.stream().noneMatch(form -> isIn(NEVER, form) || isIn(refused, form))
                && (allowed.isEmpty() || forms.stream().anyMatch(form -> isIn(allowed, form)));
    }

    private static boolean isIn(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** An IPv6 address can be another way to an IPv4 one. */
    private static List<byte[]> forms(byte[] address) {
        return inner(address).map(ipv4 -> List.of(address, ipv4)).orElseGet(() -> List.of(address));
    }

    private static Optional<byte[]> inner(byte[] address) {
        if (address.length != 16) {
            return Optional.empty();
        }
        boolean sixToFour = address[0] == 0x20 && address[1] == 0x02;
        if (sixToFour) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        boolean translated = TRANSLATED.contains(address);
        boolean compatible = isZero(address, 12) && !isZero(address, 15);
        return translated || compatible ? Optional.of(Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
    }

    private static boolean isZero(byte[] address, int length) {
        for (int i = 0; i < length; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private InetAddress[] resolve(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return names.addresses(bracketed ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new RefusedAddressException(Reason.UNKNOWN_HOST, "No address is known of " + host + ".");
        }
    }

    private static List<Network> networks(String property, Optional<List<String>> texts) {
        try {
            return texts.orElse(List.of()).stream()
                    .map(String::strip)
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + e.getMessage(), e);
        }
    }
}
