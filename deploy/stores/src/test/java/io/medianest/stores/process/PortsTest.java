package io.medianest.stores.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
    /** Where Linux begins with those of outgoing connections. */
    private static final int OUTGOING = 32_768;

    @Test
    void givesDifferentFreePortsThatNoOutgoingConnectionTakes() throws IOException {
        List<Integer> ports = Ports.free(20);

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port > 1_024 && port < OUTGOING);
        for (int port : ports) {
            new ServerSocket(port, 1, Ports.LOOPBACK).close();
        }
    }

    /** Whose servers are still starting, so that a look at what is free does not tell. */
    @Test
    void givesNoneTwiceSoonAfterAnother() {
        assertThat(Stream.generate(Ports::free).limit(400)).doesNotHaveDuplicates();
    }
}
