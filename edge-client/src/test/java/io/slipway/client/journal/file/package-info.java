@NullMarked
package io.slipway.client.journal.file;

import org.jspecify.annotations.NullMarked;
