package io.medianest.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JwksTest {
    private static final String URL = "/api/v1/auth/jwks.json";

    @Test
    void showsTheCurrentKeyAndTheNext() throws ParseException {
        Response answer = given().get(URL);

        answer.then().statusCode(200);
        assertThat(answer.header("Cache-Control")).contains("max-age=300");
        JWKSet keys = JWKSet.parse(answer.asString());
        List<String> stored =
                Household.query("select kid from auth.signing_keys where state in ('current', 'next') order by state");
        assertThat(stored).hasSize(2);
        assertThat(keys.getKeys()).extracting(JWK::getKeyID).containsAll(stored);
        assertThat(keys.getKeys()).noneMatch(JWK::isPrivate);
        assertThat(keys.getKeys())
                .filteredOn(key -> stored.contains(key.getKeyID()))
                .allSatisfy(key -> {
                    assertThat(key).isInstanceOf(ECKey.class);
                    assertThat(key.getAlgorithm().getName()).isEqualTo("ES256");
                    assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
                });
        assertThat(answer.asString()).doesNotContain("\"d\"");
    }

    @Test
    void theCurrentKeySigns() throws ParseException {
        String kid = SignedJWT.parse(Household.person(Role.USER).accessToken())
                .getHeader()
                .getKeyID();

        assertThat(Household.query("select state from auth.signing_keys where kid = ?", kid))
                .containsExactly("current");
    }

    @Test
    void privatePartsAreStoredEncrypted() {
        assertThat(Household.query("select private_key from auth.signing_keys where private_key is not null"))
                .hasSize(2)
                .allSatisfy(stored -> assertThat(stored).doesNotContain("kty").doesNotContain("{"));
    }
}
