/** Images of components without slots as files in a directory for each. */
@NullMarked
package io.slipway.client.component.file;

import org.jspecify.annotations.NullMarked;
