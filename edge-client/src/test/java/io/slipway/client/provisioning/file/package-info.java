@NullMarked
package io.slipway.client.provisioning.file;

import org.jspecify.annotations.NullMarked;
