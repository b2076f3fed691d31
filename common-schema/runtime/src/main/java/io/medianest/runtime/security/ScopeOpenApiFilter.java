package io.medianest.runtime.security;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Says in a service's OpenAPI document which scope an API key needs for an operation; without it none may call it. */
@OpenApiFilter(stages = RunStage.BUILD)
public class ScopeOpenApiFilter implements OASFilter {
    /** The member of an operation that names the scope. */
    public static final String EXTENSION = "x-api-key-scope";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

    private final Map<String, String> scopes = new HashMap<>();

    /** @param index of the service's classes */
    public ScopeOpenApiFilter(IndexView index) {
        for (AnnotationInstance allowed : index.getAnnotations(DotName.createSimple(AllowedScope.class))) {
            AnnotationInstance operation = allowed.target().asMethod().annotation(OPERATION);
            if (operation == null || operation.value("operationId") == null) {
                throw new IllegalStateException("A method open to API keys names no operationId: " + allowed.target());
            }
            String scope = Scope.valueOf(allowed.value().asEnum()).wireName();
            scopes.put(operation.value("operationId").asString(), scope);
        }
    }

    @Override
    public Operation filterOperation(Operation operation) {
        @Nullable String scope = scopes.get(operation.getOperationId());
        if (scope != null) {
            operation.addExtension(EXTENSION, scope);
        }
        return operation;
    }
}
