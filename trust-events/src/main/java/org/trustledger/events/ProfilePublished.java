package org.trustledger.events;

/** The provider stated who it is and how its trust center is kept. Its item id is always {@link Profile#ITEM}. */
public record ProfilePublished(Statement statement, Profile content) implements Publication {}
