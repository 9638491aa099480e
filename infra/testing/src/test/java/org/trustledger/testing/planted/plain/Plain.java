package org.trustledger.testing.planted.plain;

/** Breaks no rule. */
public class Plain {}
