package io.medianest.monitor.page;

import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page as it is sent.
 *
 * @param text all of it
 * @param tag the same for the same text
 */
record Form(String text, EntityTag tag) {

    static Form of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Form(
                    text, new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
