@NullMarked
package io.slipway.client.report;

import org.jspecify.annotations.NullMarked;
