/**
 * Whose data it is. Every row, object key and message key begins with the tenant; every use case takes it as its first argument.
 */
@NullMarked
package io.slipway.artifact.tenant;

import org.jspecify.annotations.NullMarked;
