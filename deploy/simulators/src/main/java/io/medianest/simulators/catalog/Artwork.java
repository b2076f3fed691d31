package io.medianest.simulators.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Poster and backdrop paths in TMDB's form, and the pictures behind them: a colour per title, written as PNG by hand. */
public final class Artwork {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 180;

    private Artwork() {}

    /** The path TMDB would give, such as {@code /f3kQ….jpg}: the same for the same kind and id, made up. */
    public static String path(String kind, int id) {
        byte[] bytes = new byte[20];
        new Random(kind.hashCode() * 31L + id).nextBytes(bytes);
        return "/"
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .replace('+', 'a')
                        .replace('/', 'b')
                + ".jpg";
    }

    /** A small PNG, a gradient whose colours depend on the seed alone. */
    public static byte[] png(String seed) {
        Random random = new Random(seed.hashCode());
        int[] top = {random.nextInt(200), random.nextInt(200), random.nextInt(200)};
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(HEIGHT * (1 + WIDTH * 3));
        for (int y = 0; y < HEIGHT; y++) {
            pixels.write(0);
            for (int x = 0; x < WIDTH; x++) {
                for (int channel : top) {
                    pixels.write(Math.max(0, channel + 55 - y * 55 / HEIGHT - x / 8));
                }
            }
        }
        return encode(pixels.toByteArray());
    }

    private static byte[] encode(byte[] pixels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            try (DataOutputStream fields = new DataOutputStream(header)) {
                fields.writeInt(WIDTH);
                fields.writeInt(HEIGHT);
                // Eight bits a channel, RGB, the only compression, filter and interlacing that are needed.
                fields.write(new byte[] {8, 2, 0, 0, 0});
            }
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", deflate(pixels));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] deflate(byte[] pixels) {
        Deflater deflater = new Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
