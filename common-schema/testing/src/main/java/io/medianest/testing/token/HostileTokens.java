package io.medianest.testing.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.TokenVerifier;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Forged, stale and misdirected access tokens, each of which every service must answer with 401. */
public final class HostileTokens {
    private HostileTokens() {}

    /**
     * The tokens by what is wrong with them.
     *
     * @param good whose key the services trust
     * @param user an existing, active user
     */
    public static Map<String, String> all(TestTokens good, UUID user) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            tokens.put("alg " + none, unsigned(none, good, user));
        }
        addForgedKeys(tokens, good, user);
        addWrongClaims(tokens, good, user);
        addBrokenForms(tokens, good, user);
        return tokens;
    }

    private static void addForgedKeys(Map<String, String> tokens, TestTokens good, UUID user) {
        ECKey own = TestTokens.newKey();
        String kid = good.key().getKeyID();
        JWTClaimsSet claims = TestTokens.claims(user, Role.ADMIN).build();
        tokens.put(
                "signed by an unknown key",
                TestTokens.sign(header(own.getKeyID()).build(), claims, own));
        tokens.put(
                "signed by another key under a known id",
                TestTokens.sign(header(kid).build(), claims, own));
        tokens.put(
                "embedded key",
                TestTokens.sign(header(kid).jwk(own.toPublicJWK()).build(), claims, own));
        tokens.put(
                "key by URL",
                TestTokens.sign(
                        header(kid)
                                .jwkURL(URI.create("http://127.0.0.1/jwks.json"))
                                .build(),
                        claims,
                        own));
        tokens.put(
                "certificate by URL",
                TestTokens.sign(
                        header(kid)
                                .x509CertURL(URI.create("http://127.0.0.1/x.pem"))
                                .build(),
                        claims,
                        own));
        tokens.put(
                "kid that is a path", TestTokens.sign(header("../../dev/null").build(), claims, own));
        tokens.put("kid that is SQL", TestTokens.sign(header("' or '1'='1").build(), claims, own));
        tokens.put(
                "public key as HMAC secret",
                hmac(good, claims, good.key().toPublicJWK().toJSONString()));
        tokens.put("blank HMAC secret", hmac(good, claims, "\0".repeat(32)));
    }

    private static void addWrongClaims(Map<String, String> tokens, TestTokens good, UUID user) {
        Instant now = Instant.now();
        tokens.put("other audience", good.of(user, Role.ADMIN, c -> c.audience("elsewhere")));
        tokens.put("other issuer", good.of(user, Role.ADMIN, c -> c.issuer("elsewhere")));
        tokens.put("no audience", good.of(user, Role.ADMIN, c -> c.audience((String) null)));
        tokens.put("no session", good.of(user, Role.ADMIN, c -> c.claim("sid", null)));
        tokens.put("no version", good.of(user, Role.ADMIN, c -> c.claim("ver", null)));
        addMixedClaims(tokens, good, user);
        tokens.put("no roles", good.of(user, Role.ADMIN, c -> c.claim("roles", null)));
        tokens.put("no expiry", good.of(user, Role.ADMIN, c -> c.expirationTime(null)));
        tokens.put("subject that is no id", good.of(user, Role.ADMIN, c -> c.subject("admin")));
        tokens.put("expired", good.of(user, Role.ADMIN, c -> c.expirationTime(Date.from(now.minusSeconds(60)))));
        tokens.put("not yet valid", good.of(user, Role.ADMIN, c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))));
        tokens.put("from the future", good.of(user, Role.ADMIN, c -> c.issueTime(Date.from(now.plusSeconds(60)))));
        JWTClaimsSet claims = TestTokens.claims(user, Role.ADMIN).build();
        JWSHeader otherType = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(good.key().getKeyID())
                .build();
        tokens.put("other type", TestTokens.sign(otherType, claims, good.key()));
    }

    /** A token is a person's, who has signed in at some time, or an API key's, which has scopes. */
    private static void addMixedClaims(Map<String, String> tokens, TestTokens good, UUID user) {
        tokens.put("neither a person's nor a key's", good.of(user, Role.ADMIN, c -> c.claim("auth_time", null)));
        tokens.put("a person's and a key's", good.of(user, Role.ADMIN, c -> c.claim("scope", "users:read")));
        tokens.put(
                "sign-in from the future",
                good.of(
                        user,
                        Role.ADMIN,
                        c -> c.claim("auth_time", Instant.now().getEpochSecond() + 60)));
        tokens.put("sign-in at no time", good.of(user, Role.ADMIN, c -> c.claim("auth_time", "yesterday")));
        tokens.put("sign-in after all time", good.of(user, Role.ADMIN, c -> c.claim("auth_time", Long.MAX_VALUE)));
        UnaryOperator<JWTClaimsSet.Builder> key = c -> c.claim("auth_time", null);
        tokens.put(
                "no scope at all", good.of(user, Role.ADMIN, c -> key.apply(c).claim("scope", "")));
        tokens.put(
                "scopes as a list", good.of(user, Role.ADMIN, c -> key.apply(c).claim("scope", List.of("users:read"))));
    }

    private static void addBrokenForms(Map<String, String> tokens, TestTokens good, UUID user) {
        String valid = good.of(user, Role.ADMIN);
        String[] parts = valid.split("\\.", 3);
        String user2 = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TestTokens.claims(UUID.randomUUID(), Role.ADMIN)
                        .build()
                        .toString()
                        .getBytes(UTF_8));
        tokens.put("truncated signature", valid.substring(0, valid.length() - 10));
        tokens.put("empty signature", parts[0] + "." + parts[1] + ".");
        tokens.put("null signature", parts[0] + "." + parts[1] + "." + "A".repeat(86));
        tokens.put("other claims under the signature", parts[0] + "." + user2 + "." + parts[2]);
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("no token at all", "x");
        tokens.put("endless", "a".repeat(6_000));
    }

    private static JWSHeader.Builder header(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TokenVerifier.TYPE)
                .keyID(kid);
    }

    private static String unsigned(String alg, TestTokens good, UUID user) {
        String header = "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\""
                + good.key().getKeyID() + "\"}";
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = TestTokens.claims(user, Role.ADMIN).build().toString();
        return base64.encodeToString(header.getBytes(UTF_8)) + "." + base64.encodeToString(claims.getBytes(UTF_8))
                + ".";
    }

    private static String hmac(TestTokens good, JWTClaimsSet claims, String secret) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(TokenVerifier.TYPE)
                            .keyID(good.key().getKeyID())
                            .build(),
                    claims);
            jwt.sign(new MACSigner(secret.getBytes(UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
