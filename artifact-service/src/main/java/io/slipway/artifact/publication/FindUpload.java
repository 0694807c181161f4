package io.slipway.artifact.publication;

import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/** Says how far an upload is. */
public final class FindUpload {

    private final Uploads uploads;

    public FindUpload(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * The upload as far as it is durable.
     *
     * @throws UploadRefusedException with {@code Unknown} if the tenant has none of this id
     */
    public Upload find(Tenant tenant, UUID id) {
        return require(uploads, tenant, id);
    }

    static Upload require(Uploads uploads, Tenant tenant, UUID id) {
        return uploads.find(tenant, id).orElseThrow(() -> new UploadRefusedException(new UploadRefusal.Unknown()));
    }
}
