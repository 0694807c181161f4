@NullMarked
package io.slipway.standalone.board;

import org.jspecify.annotations.NullMarked;
