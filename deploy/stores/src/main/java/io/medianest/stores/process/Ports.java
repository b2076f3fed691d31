package io.medianest.stores.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out which TCP ports are free. */
public final class Ports {
    /** 127.0.0.1, whatever the machine calls it. */
    public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Ports() {}

    /**
     * A port of the loopback interface that was free a moment ago.
     *
     * @throws UncheckedIOException if there is none
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port of the loopback interface is free", e);
        }
    }

    /** Whether a server could listen on this port of this host now; {@code false} also if the host is not ours. */
    @SuppressWarnings("AddressSelection") // Binding takes one address, as the server that asks will do.
    public static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
