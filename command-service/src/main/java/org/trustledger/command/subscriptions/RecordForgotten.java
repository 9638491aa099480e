package org.trustledger.command.subscriptions;

import org.trustledger.command.people.PersonId;

/** Puts on record that somebody is forgotten whose key was found missing. Harmless if it is there. */
record RecordForgotten(PersonId subscriber, String correlationId) {}
