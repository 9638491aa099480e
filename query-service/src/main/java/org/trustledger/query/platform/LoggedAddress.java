package org.trustledger.query.platform;

import java.util.regex.Pattern;

/** Addresses as a log may have them. */
public final class LoggedAddress {
    private static final Pattern ONES_OWN =
            Pattern.compile("(/reception/[^/?]*/(?:subscriptions|unsubscribe|stop|webhooks)/).*", Pattern.DOTALL);

    private LoggedAddress() {}

    /**
     * An address without what is its reader's alone: whoever has the link of a subscription or an endpoint manages it.
     *
     * @param address path, with or without a query
     */
    public static String of(String address) {
        return ONES_OWN.matcher(address).replaceFirst("$1…");
    }
}
