package org.trustledger.testing.planted;

import java.lang.reflect.Method;

class Reflects {
    Method[] all() {
        return Reflects.class.getDeclaredMethods();
    }
}
