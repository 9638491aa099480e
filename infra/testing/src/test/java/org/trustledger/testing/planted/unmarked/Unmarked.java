package org.trustledger.testing.planted.unmarked;

/** Lives in a package that says nothing of null. */
public class Unmarked {}
