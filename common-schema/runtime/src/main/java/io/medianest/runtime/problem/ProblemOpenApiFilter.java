package io.medianest.runtime.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in a service's OpenAPI document, for every operation at once, that any other answer is a problem. */
public class ProblemOpenApiFilter implements OASFilter {
    private static final String NAME = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(NAME, problemSchema());
        document.getComponents()
                .addResponse(
                        NAME,
                        OASFactory.createAPIResponse()
                                .description("What went wrong, as problem details (RFC 9457).")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/" + NAME)))));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref("#/components/responses/" + NAME));
        return operation;
    }

    private static Schema problemSchema() {
        Schema error = object().addProperty("field", string("The field's path in the body, or the parameter's name."))
                .addProperty("message", string("What is wrong, and what would be right."));
        return object().addProperty("type", string("Always about:blank; see code."))
                .addProperty("title", string("The status' reason phrase."))
                .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
                .addProperty("detail", string("What went wrong and what to do, for a person."))
                .addProperty("instance", string("The path that was asked for."))
                .addProperty("code", string("Stable name of the error, for programs."))
                .addProperty("correlationId", string("Names this request in logs and reports."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.ARRAY))
                                .items(error)
                                .description("The fields that are wrong."))
                .required(List.of("type", "title", "status", "detail", "instance", "code", "correlationId"));
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING)).description(description);
    }
}
