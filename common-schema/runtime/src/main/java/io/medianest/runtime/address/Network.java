package io.medianest.runtime.address;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a range of one. */
public final class Network {
    private static final int BITS = 8;

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none, has bits beyond its prefix, or means every address there is
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte @Nullable [] address =
                NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is no network, such as 10.0.0.0/8 or fd00::/8");
        }
        int bits = address.length * BITS;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits, text);
        Network network = new Network(address, prefix);
        for (int bit = prefix; bit < bits; bit++) {
            if (bit(address, bit)) {
                throw new IllegalArgumentException("'" + text + "' has bits beyond its prefix; it is no network");
            }
        }
        return network;
    }

    /** Whether an address, as its bytes, is in it; one of another family never is. */
    public boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(address, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int prefix(String text, int bits, String whole) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bits || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException("'" + whole + "' must have a prefix from 1 to " + bits);
        }
        return Integer.parseInt(text);
    }

    private static boolean bit(byte[] bytes, int bit) {
        return (bytes[bit / BITS] >> (BITS - 1 - bit % BITS) & 1) == 1;
    }
}
