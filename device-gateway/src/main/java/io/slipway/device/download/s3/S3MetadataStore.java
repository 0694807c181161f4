package io.slipway.device.download.s3;

import java.io.IOException;
import java.util.Optional;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;

import io.slipway.device.download.MetadataFile;
import io.slipway.device.download.MetadataStore;
import io.slipway.device.identity.Tenant;

/** Metadata in the bucket {@code slipway-repository} under {@code <tenant>/metadata/<file>}. */
public final class S3MetadataStore implements MetadataStore {

    static final String BUCKET = "slipway-repository";

    private final MinioClient client;

    public S3MetadataStore(MinioClient client) {
        this.client = client;
    }

    @Override
    public Optional<byte[]> read(Tenant tenant, MetadataFile file) throws IOException {
        GetObjectArgs object = GetObjectArgs.builder()
                .bucket(BUCKET)
                .object(tenant.name() + "/metadata/" + file.name())
                .build();
        Optional<GetObjectResponse> answer = StoreCall.answerTo(() -> client.getObject(object));
        return answer.isEmpty() ? Optional.empty() : Optional.of(contentOf(answer.get(), file));
    }

    private static byte[] contentOf(GetObjectResponse answer, MetadataFile file) throws IOException {
        try (answer) {
            byte[] bytes = answer.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("The metadata file " + file.name() + " has more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
