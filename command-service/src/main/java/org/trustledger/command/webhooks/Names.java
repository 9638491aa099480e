package org.trustledger.command.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Where names lead. */
interface Names {
    /**
     * The addresses that a name, or an address written as one, leads to now.
     *
     * @param account on which turns are taken
     * @throws NamesBusy if so many are being looked up that this one was not
     * @throws java.net.UnknownHostException if there are none
     * @throws java.net.SocketTimeoutException if it takes too long to find out
     */
    List<InetAddress> lookUp(String account, String host) throws IOException;
}
