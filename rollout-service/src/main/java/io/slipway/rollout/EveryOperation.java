package io.slipway.rollout;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to the API's description what every operation has: the operator's password, and the answers to what is wrong with any request. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class EveryOperation implements OASFilter {

    private static final String PASSWORD = "SecurityScheme";

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().forEach((method, operation) -> describe(operation, method != PathItem.HttpMethod.GET));
        return path;
    }

    private static void describe(Operation operation, boolean changes) {
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(PASSWORD));
        APIResponses answers = operation.getResponses();
        boolean hasBody = operation.getRequestBody() != null;
        answers.addAPIResponse(
                "400",
                problem("`tenant-invalid`, `parameter-invalid`" + (hasBody ? ", `request-invalid`" : "")
                        + ": the detail says what is wrong, where, and what is possible."));
        answers.addAPIResponse("401", described("No operator's password came with the request."));
        if (changes) {
            answers.addAPIResponse("403", problem("`cross-site-request`: a page of another site sent the request."));
        }
        if (hasBody) {
            answers.addAPIResponse("413", described("The body is longer than 1 MB."));
        }
    }

    private static APIResponse problem(String description) {
        Content content = OASFactory.createContent()
                .addMediaType(
                        Answers.PROBLEM_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(Answers.PROBLEM)));
        return described(description).content(content);
    }

    private static APIResponse described(String description) {
        return OASFactory.createAPIResponse().description(description);
    }
}
