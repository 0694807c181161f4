/**
 * Keeps a record log in one file: every record framed with its length and CRC, forced to the medium before the call returns, cut
 * off at the first record that is torn.
 */
@NullMarked
package io.slipway.client.journal.file;

import org.jspecify.annotations.NullMarked;
