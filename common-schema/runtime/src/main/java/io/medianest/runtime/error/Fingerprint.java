package io.medianest.runtime.error;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What errors of the same cause have in common: where, which, and the first place in our own code. */
final class Fingerprint {
    private static final int BYTES = 16;
    private static final String OURS = "io.medianest.";

    private Fingerprint() {}

    /** Of a failure that was thrown here; the text of its message has no part in it. */
    static String of(String service, String code, String place, @Nullable Throwable failure) {
        if (failure == null) {
            return hash(service, code, place);
        }
        Throwable root = root(failure);
        String frame = Arrays.stream(root.getStackTrace())
                .filter(element -> element.getClassName().startsWith(OURS))
                .findFirst()
                .map(element -> element.getClassName() + '.' + element.getMethodName())
                .orElse("");
        return hash(service, code, place, root.getClass().getName(), frame);
    }

    /** Of texts; numbers and ids in them have no part in it. */
    static String ofTexts(String... parts) {
        return hash(Arrays.stream(parts)
                .map(part ->
                        part.replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "#").replaceAll("[0-9]+", "#"))
                .toArray(String[]::new));
    }

    /** The innermost cause; causes that go round in a circle end somewhere in it. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < 20; depth++) {
            Throwable cause = root.getCause();
            if (cause == null) {
                return root;
            }
            root = cause;
        }
        return root;
    }

    private static String hash(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
