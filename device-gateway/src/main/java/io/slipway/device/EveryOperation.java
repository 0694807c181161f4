package io.slipway.device;

import java.util.Optional;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to the API's description what all operations of a port have in common: who may call, and the answers to those who may not. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class EveryOperation implements OASFilter {

    private static final String PASSWORD = "SecurityScheme";
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final String ENROLMENT = "/device/v1/enrol";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Paths paths = api.getPaths();
        paths.getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    if (path.startsWith("/device/")) {
                        forDevices(operation, path.equals(ENROLMENT));
                    } else {
                        forOperators(operation);
                    }
                }));
    }

    private static void forDevices(Operation operation, boolean withoutCertificate) {
        add(operation, "403", "`tls-required`: the request came over the plain port.");
        if (!withoutCertificate) {
            add(operation, "401", "`client-certificate-required`: there is none.");
            add(
                    operation,
                    "403",
                    "`certificate-subject-malformed`, `certificate-of-another-tenant`, `certificate-expired`,"
                            + " `certificate-not-for-clients`, `certificate-revoked`: the certificate is not accepted.");
            add(operation, "503", "`revocations-not-known-yet`: the gateway has just started; ask again.");
        }
        bounded(operation);
    }

    private static void forOperators(Operation operation) {
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(PASSWORD));
        operation
                .getResponses()
                .addAPIResponse(
                        "401",
                        OASFactory.createAPIResponse().description("No operator's password came with the request."));
        bounded(operation);
    }

    private static void bounded(Operation operation) {
        if (operation.getRequestBody() != null) {
            operation.getResponses().removeAPIResponse("400");
            add(operation, "411", "`body-length-missing`: there is no Content-Length.");
            add(operation, "413", "`body-too-large`: the body has more than 1 MiB.");
        }
    }

    /** Adds a sentence to an answer, which may be there already. */
    private static void add(Operation operation, String status, String sentence) {
        APIResponses answers = operation.getResponses();
        APIResponse answer = Optional.ofNullable(answers.getAPIResponse(status))
                .orElseGet(() -> OASFactory.createAPIResponse().content(problem()));
        String before = answer.getDescription();
        answer.setDescription(before == null ? sentence : before + " " + sentence);
        answers.addAPIResponse(status, answer);
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        PROBLEM_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("HttpProblem")));
    }
}
