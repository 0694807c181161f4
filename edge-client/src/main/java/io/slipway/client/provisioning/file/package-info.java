/**
 * Keeps key, certificate and enrolment below the data directory, readable by the owner alone.
 */
@NullMarked
package io.slipway.client.provisioning.file;

import org.jspecify.annotations.NullMarked;
