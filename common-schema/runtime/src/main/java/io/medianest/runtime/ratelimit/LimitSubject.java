package io.medianest.runtime.ratelimit;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a limit holds: a user, a network address, or something that only its keyed hash names. */
public final class LimitSubject {
    private static final int IPV4 = 4;
    private static final int NETWORK_OF_IPV6 = 8;

    private final String value;
    private final @Nullable UUID userId;

    private LimitSubject(String value, @Nullable UUID userId) {
        this.value = value;
        this.userId = userId;
    }

    /** A user. What is allowed is also recorded in the table {@code rate_limits}. */
    public static LimitSubject user(UUID id) {
        return new LimitSubject(id.toString(), id);
    }

    /**
     * A network address. A client has a whole /64 of IPv6, so that this counts as one.
     *
     * @param address as text; whatever is no address is one subject together
     */
    public static LimitSubject address(@Nullable String address) {
        byte @Nullable [] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return new LimitSubject("unknown", null);
        }
        return new LimitSubject(
                bytes.length == IPV4
                        ? NetUtil.bytesToIpAddress(bytes)
                        : "6-" + HexFormat.of().formatHex(bytes, 0, NETWORK_OF_IPV6),
                null);
    }

    /**
     * Something that is no user, or not yet known to be one.
     *
     * @param hash a keyed hash, so that Redis holds no personal data; no braces
     */
    public static LimitSubject hashed(String hash) {
        return new LimitSubject(hash, null);
    }

    /** The name of the counter; the braces keep what concerns one subject together. */
    String key(RateLimitPolicy policy) {
        return "rl:{" + value + "}:" + policy.name();
    }

    /** The user; null for any other subject. */
    public @Nullable UUID userId() {
        return userId;
    }

    /** For logs and tests. */
    @Override
    public String toString() {
        return value;
    }
}
