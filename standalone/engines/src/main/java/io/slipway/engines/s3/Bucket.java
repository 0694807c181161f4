package io.slipway.engines.s3;

import java.util.List;

/** The buckets of {@code docs/contracts/README.md}, section Object store. */
public final class Bucket {

    /** Their names. */
    public static final List<String> NAMES = List.of("slipway-artifacts", "slipway-payloads", "slipway-repository");

    private Bucket() {}
}
