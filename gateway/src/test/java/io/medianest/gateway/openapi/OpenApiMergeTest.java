package io.medianest.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {
    private static final String AUTH = """
            openapi: 3.1.0
            security: [{accessToken: []}]
            tags: [{name: Users}]
            paths:
              /api/v1/users:
                get: {operationId: listUsers, responses: {"200": {description: ok}}}
                post: {operationId: createUser, security: [], responses: {"201": {description: ok}}}
            components:
              schemas:
                Problem: {type: object}
                User: {type: object}
            """;
    private static final String MEDIA = """
            openapi: 3.1.0
            tags: [{name: Users}, {name: Requests}]
            paths:
              /api/v1/media-requests:
                get: {operationId: listRequests, responses: {"200": {description: ok}}}
            components:
              schemas:
                Problem: {type: object}
                Request: {type: object}
              securitySchemes:
                accessToken: {type: http, scheme: bearer}
            """;

    private final OpenApiMerge merge = new OpenApiMerge();

    @Test
    void everythingOfEachIsInTheOne() {
        merge.add("auth", parse(AUTH));
        merge.add("media", parse(MEDIA));
        JsonNode merged = merge.result();

        assertThat(merged.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(merged.path("paths").fieldNames())
                .toIterable()
                .containsExactly("/api/v1/users", "/api/v1/media-requests");
        assertThat(merged.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactly("Problem", "User", "Request");
        assertThat(merged.at("/components/securitySchemes/accessToken/scheme").asText())
                .isEqualTo("bearer");
        assertThat(merged.path("tags").findValuesAsText("name")).containsExactly("Users", "Requests");
    }

    @Test
    void aSecurityRequirementOfTheWholeDocumentStaysWithItsOperations() {
        merge.add("auth", parse(AUTH));
        merge.add("media", parse(MEDIA));
        JsonNode paths = merge.result().path("paths");

        assertThat(paths.at("/~1api~1v1~1users/get/security/0").has("accessToken"))
                .isTrue();
        assertThat(paths.at("/~1api~1v1~1users/post/security")).isEmpty();
        assertThat(paths.at("/~1api~1v1~1media-requests/get").has("security")).isFalse();
    }

    @Test
    void aPathInTwoDocumentsIsAnError() {
        merge.add("auth", parse(AUTH));
        assertThatIllegalStateException()
                .isThrownBy(() -> merge.add("media", parse(AUTH)))
                .withMessageContaining("media")
                .withMessageContaining("/api/v1/users");
    }

    @Test
    void aComponentThatDiffersIsAnError() {
        merge.add("auth", parse(AUTH));
        assertThatIllegalStateException()
                .isThrownBy(() -> merge.add("media", parse("components: {schemas: {User: {type: string}}}")))
                .withMessageContaining("schemas/User");
    }

    @Test
    void anOperationIdInTwoDocumentsIsAnError() {
        merge.add("auth", parse(AUTH));
        assertThatIllegalStateException()
                .isThrownBy(() -> merge.add("media", parse(MEDIA.replace("listRequests", "listUsers"))))
                .withMessageContaining("listUsers");
    }

    @Test
    void theCommittedDocumentsGoTogether() throws Exception {
        JsonNode merged = new ObjectMapper().readTree(OpenApiDocuments.merged());
        assertThat(merged.path("paths").has("/api/v1/health")).isTrue();
    }

    private static JsonNode parse(String yaml) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
