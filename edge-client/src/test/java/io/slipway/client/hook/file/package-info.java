@NullMarked
package io.slipway.client.hook.file;

import org.jspecify.annotations.NullMarked;
