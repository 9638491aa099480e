package org.trustledger.testing.planted;

class Sleeps {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
