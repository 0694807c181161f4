/** Keeps trusted metadata in a directory. Atomic by rename, durable by fsync of file and directory. */
@NullMarked
package io.slipway.metadata.trust.file;

import org.jspecify.annotations.NullMarked;
