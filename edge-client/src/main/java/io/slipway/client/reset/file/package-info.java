/** The request for a reset in a file, and directories whose content is wiped. */
@NullMarked
package io.slipway.client.reset.file;

import org.jspecify.annotations.NullMarked;
