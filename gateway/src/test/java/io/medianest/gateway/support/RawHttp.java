package io.medianest.gateway.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;

/** Sends bytes as they are, for requests that no HTTP client would make. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 5_000;

    private RawHttp() {}

    /** Sends the bytes, and returns everything that comes until the server closes the connection or falls silent. */
    public static String exchange(URL server, String bytes) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream answer) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        try {
            for (int n = answer.read(part); n >= 0; n = answer.read(part)) {
                all.write(part, 0, n);
            }
        } catch (SocketTimeoutException | SocketException e) {
            // Silence or a reset is the end of what the server has to say.
            all.flush();
        }
        return all.toString(ISO_8859_1);
    }
}
