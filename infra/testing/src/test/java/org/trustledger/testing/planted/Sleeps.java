package org.trustledger.testing.planted;

import java.time.Duration;

class Sleeps {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }

    void restForAWhile() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
    }
}
