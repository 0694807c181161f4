/** Trees of files in a file system that has permissions, owners and hard links. */
@NullMarked
package io.slipway.client.component.tree.file;

import org.jspecify.annotations.NullMarked;
