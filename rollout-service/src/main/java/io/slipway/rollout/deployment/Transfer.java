package io.slipway.rollout.deployment;

/**
 * How far the bytes are.
 *
 * @param done bytes of the target that are written
 * @param total bytes of the target, 0 while unknown
 * @param downloaded bytes that went over the network
 */
public record Transfer(long done, long total, long downloaded) {

    /** Nothing yet. */
    public static final Transfer NONE = new Transfer(0, 0, 0);

    public Transfer {
        if (done < 0 || total < 0 || downloaded < 0) {
            throw new IllegalArgumentException(
                    "byte counts are not negative: done " + done + ", total " + total + ", downloaded " + downloaded);
        }
    }

    /** The further of both, so that late reports never turn it back. */
    public Transfer furthest(Transfer other) {
        return new Transfer(
                Math.max(done, other.done), Math.max(total, other.total), Math.max(downloaded, other.downloaded));
    }
}
