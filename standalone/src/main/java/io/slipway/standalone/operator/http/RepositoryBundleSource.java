package io.slipway.standalone.operator.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.standalone.operator.BundleSource;

/** The public repository of a tenant at artifact-service. */
public final class RepositoryBundleSource implements BundleSource {

    private final ServiceClient client;
    private final String repository;

    public RepositoryBundleSource(ServiceClient client, String tenant) {
        this.client = client;
        this.repository = "/repository/" + tenant;
    }

    @Override
    public MetadataFetcher metadata() {
        return (name, maxLength) ->
                client.find(repository + "/metadata/" + name).map(ByteArrayInputStream::new);
    }

    /** The name has the digest before its last segment (TUF 1.0, section 5.7.3). */
    @Override
    public InputStream payload(PayloadTarget payload) {
        String path = payload.path().value();
        int last = path.lastIndexOf('/') + 1;
        return client.open(repository + "/targets/" + path.substring(0, last)
                + payload.content().sha256() + "." + path.substring(last));
    }
}
