/** How the PostgreSQL adapters of this service run their transactions: from blocking use cases, on Hibernate Reactive. */
@NullMarked
package io.slipway.artifact.transaction.postgres;

import org.jspecify.annotations.NullMarked;
