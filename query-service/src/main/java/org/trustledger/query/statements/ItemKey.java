package org.trustledger.query.statements;

/** An item within its trust center. */
record ItemKey(Kind kind, String id) {}
