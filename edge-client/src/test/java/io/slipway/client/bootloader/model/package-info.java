/** What bootloaders do with their files when the power comes on, written from their sources and documentation and not from the adapters. */
@NullMarked
package io.slipway.client.bootloader.model;

import org.jspecify.annotations.NullMarked;
