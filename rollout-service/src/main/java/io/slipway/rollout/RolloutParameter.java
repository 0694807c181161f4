package io.slipway.rollout;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;

/** The rollout that a request is about. */
public final class RolloutParameter {

    @BeanParam
    TenantParameter owner = new TenantParameter();

    @PathParam("rolloutId")
    @Parameter(description = "The rollout.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    String id = "";

    /** The parameters of a request before JAX-RS has read them. */
    public static RolloutParameter of(HttpHeaders headers, UriInfo address) {
        RolloutParameter parameter = new RolloutParameter();
        parameter.owner.header = headers.getHeaderString(TenantParameter.NAME);
        parameter.owner.query = address.getQueryParameters().getFirst(TenantParameter.NAME);
        parameter.id = address.getPathParameters().getFirst("rolloutId");
        return parameter;
    }

    /** The rollout's id, and whose it is. */
    public RolloutKey key() {
        return new RolloutKey(owner.tenant(), new RolloutId(Problem.uuid("rolloutId", id)));
    }
}
