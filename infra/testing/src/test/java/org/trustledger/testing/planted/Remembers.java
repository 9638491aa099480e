package org.trustledger.testing.planted;

class Remembers {
    static int calls;
}
