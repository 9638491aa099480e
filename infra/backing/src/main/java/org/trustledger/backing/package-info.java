/** PostgreSQL and Kafka as a machine without containers can run them: the real ones, durable. */
@NullMarked
package org.trustledger.backing;

import org.jspecify.annotations.NullMarked;
