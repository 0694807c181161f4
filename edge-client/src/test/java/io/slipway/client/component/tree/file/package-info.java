@NullMarked
package io.slipway.client.component.tree.file;

import org.jspecify.annotations.NullMarked;
