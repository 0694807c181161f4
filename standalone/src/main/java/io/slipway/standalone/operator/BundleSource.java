package io.slipway.standalone.operator;

import java.io.IOException;
import java.io.InputStream;

import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.MetadataFetcher;

/** Where a bundle is made from. What comes need not be trusted: it is checked before and after it is written. */
public interface BundleSource {

    MetadataFetcher metadata();

    /** The bytes of a payload, which the caller closes. */
    InputStream payload(PayloadTarget payload) throws IOException;
}
