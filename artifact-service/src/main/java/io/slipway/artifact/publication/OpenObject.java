package io.slipway.artifact.publication;

/**
 * An object that has been begun and is invisible until it is complete.
 *
 * @param key where the object will be
 * @param session what the store calls the multipart upload; empty for an object that comes in one piece, of which the store keeps nothing unless it gets
 *     all of it
 */
public record OpenObject(ObjectKey key, String session) {

    /** An object that comes in one piece. */
    static OpenObject inOnePiece(ObjectKey key) {
        return new OpenObject(key, "");
    }

    boolean isInOnePiece() {
        return session.isEmpty();
    }
}
