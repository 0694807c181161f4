/**
 * The object store as all features see it: where things are, and what can go wrong with it.
 *
 * <p>Features declare what they need as ports of their own; their {@code s3} adapters call {@code storage.s3}.
 */
@NullMarked
package io.slipway.artifact.storage;

import org.jspecify.annotations.NullMarked;
