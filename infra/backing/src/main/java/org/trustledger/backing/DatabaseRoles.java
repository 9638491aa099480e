package org.trustledger.backing;

/**
 * The two ways into the database of one service.
 *
 * @param owner for migrations and rebuilds: makes and changes tables, never what is recorded in them
 * @param runtime for the service at work: what its {@code R__grants.sql} allows
 */
public record DatabaseRoles(DatabaseAccess owner, DatabaseAccess runtime) {}
