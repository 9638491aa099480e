package org.trustledger.command.packs;

import org.trustledger.events.TrustCenterId;

/** The press cannot make a pack. */
record ReportFailure(TrustCenterId trustCenter, String pack, String problem, String actor, String correlationId) {}
