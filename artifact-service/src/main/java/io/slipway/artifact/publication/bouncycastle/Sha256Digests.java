package io.slipway.artifact.publication.bouncycastle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;

import io.slipway.artifact.publication.Digests;
import io.slipway.artifact.publication.RunningDigest;
import io.slipway.metadata.digest.Sha256;

/**
 * Both kinds of digest. On a processor with SHA instructions the platform's is about six times as fast as Bouncy Castle's (1800 to 310 MB/s), but only Bouncy
 * Castle's can be stored and resumed.
 *
 * <p>A resumable upload cannot have the fast one: its requests may reach different processes, and a digest that is lost with its process could not be computed
 * again, since S3 gives nothing of a multipart upload out before it is completed, and that is to happen only if the digest is right.
 */
public final class Sha256Digests implements Digests {

    private static final byte[] NO_STATE = {};

    @Override
    public RunningDigest fastest() {
        try {
            return new PlatformDigest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public RunningDigest resume(byte[] state) {
        return new StorableDigest(state.length == 0 ? new SHA256Digest() : new SHA256Digest(state));
    }

    private static Sha256 hex(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    private record PlatformDigest(MessageDigest digest) implements RunningDigest {

        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public Sha256 finish() {
            return hex(digest.digest());
        }

        @Override
        public byte[] state() {
            return NO_STATE;
        }
    }

    private record StorableDigest(SHA256Digest digest) implements RunningDigest {

        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public Sha256 finish() {
            byte[] result = new byte[digest.getDigestSize()];
            digest.doFinal(result, 0);
            return hex(result);
        }

        @Override
        public byte[] state() {
            return digest.getEncodedState();
        }
    }
}
