package io.slipway.artifact.storage.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.storage.StoreUnavailableException;

/**
 * One PUT of an object whose bytes go out as they come. The SDK's own would keep them in memory; it signs the address, and its connections are used.
 *
 * <p>Blocks, in the caller's thread: the store slows the writer down. Never repeats a request, whose bytes are gone.
 *
 * <p>Over TLS nothing changes on the way unnoticed. Without it the store is asked to check the digest, which there costs it a tenth of its speed.
 */
public final class StreamedPut {

    /** Between the signature and the first byte at the store. */
    private static final int SIGNATURE_SECONDS = (int) TimeUnit.MINUTES.toSeconds(15);

    private static final long MOST_ANSWER_BYTES = 64 << 10;

    private final MinioAsyncClient signer;
    private final OkHttpClient http;
    private final boolean overTls;

    /**
     * @param signer signs requests to {@code endpoint}
     * @param http makes them
     */
    public StreamedPut(MinioAsyncClient signer, OkHttpClient http, URI endpoint) {
        this.signer = signer;
        this.http = http;
        this.overTls = "https".equalsIgnoreCase(endpoint.getScheme());
    }

    /** Writes the bytes of an object. */
    @FunctionalInterface
    public interface Body {

        /**
         * Writes all of the bytes, or throws, which breaks the request off: the store has no object then.
         *
         * @throws IOException if {@code out} does, and for no other reason
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Stores an object.
     *
     * @param sha256 of the bytes
     * @throws io.slipway.artifact.storage.StoreFullException if there is no room
     * @throws StoreUnavailableException if the store cannot be reached, goes away, or fails
     */
    public void put(String bucket, String key, long length, byte[] sha256, Body body) {
        Map<String, String> headers = overTls
                ? Map.of()
                : Map.of("x-amz-checksum-sha256", Base64.getEncoder().encodeToString(sha256));
        Request request = new Request.Builder()
                .url(address(bucket, key, headers))
                .headers(Headers.of(headers))
                .put(new OneShot(length, body))
                .build();
        try (Response answer = http.newCall(request).execute()) {
            if (!answer.isSuccessful()) {
                throw S3Answers.refused(
                        "storing of an object",
                        answer.code(),
                        answer.peekBody(MOST_ANSWER_BYTES).string());
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("storing of an object: the object store cannot be reached", e);
        }
    }

    private String address(String bucket, String key, Map<String, String> headers) {
        try {
            return signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Http.Method.PUT)
                    .bucket(bucket)
                    .object(key)
                    .expiry(SIGNATURE_SECONDS)
                    .extraHeaders(new Http.Headers(headers))
                    .build());
        } catch (MinioException e) {
            throw new StoreUnavailableException("storing of an object: the request cannot be signed", e);
        }
    }

    /** A body that can be written once. */
    private static final class OneShot extends RequestBody {

        private final long length;
        private final Body body;

        OneShot(long length, Body body) {
            this.length = length;
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink.outputStream());
        }
    }
}
