package io.medianest.stores.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds out which TCP ports are free. Those it gives out are none that systems choose for outgoing connections, which
 * could take one before its server does.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    /** Linux begins at 32,768 with those of outgoing connections, others later. */
    private static final int COUNT = 12_000;

    private static final int TRIES = 100;
    /** A server that is still starting has not taken its port yet: nobody else may get it meanwhile. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** 127.0.0.1, whatever the machine calls it. */
    public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Ports() {}

    /**
     * A port of the loopback interface that was free a moment ago.
     *
     * @throws UncheckedIOException if there is none
     */
    public static int free() {
        return free(1).getFirst();
    }

    /**
     * Different ports of the loopback interface that were free a moment ago.
     *
     * @throws UncheckedIOException if there are not that many
     */
    public static List<Integer> free(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All are held until the last one is found, or the same one would be found again.
            for (int i = 0; i < count; i++) {
                sockets.add(listen());
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No port of the loopback interface is free", e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    private static ServerSocket listen() throws IOException {
        if (GIVEN.size() > COUNT / 2) {
            GIVEN.clear();
        }
        BindException last = new BindException("No port was tried");
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            if (!GIVEN.add(port)) {
                continue;
            }
            try {
                return new ServerSocket(port, 1, LOOPBACK);
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw last;
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

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + socket.getLocalPort() + " cannot be given back", e);
        }
    }
}
