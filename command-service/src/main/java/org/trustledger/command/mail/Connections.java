package org.trustledger.command.mail;

import java.util.Properties;

/** How a connection to a mail server is made and encrypted, in the words of Jakarta Mail. */
final class Connections {
    private Connections() {}

    /**
     * Sets it.
     *
     * @param protocol such as {@code smtp}
     * @param sockets for one connection at a time
     */
    static void set(Properties properties, String protocol, MailSettings.StartTls how, PromptSockets sockets) {
        var prefix = "mail." + protocol;
        var required = how == MailSettings.StartTls.REQUIRED;
        var offered = required || how == MailSettings.StartTls.OFFERED;
        properties.setProperty(prefix + ".ssl.enable", Boolean.toString(how == MailSettings.StartTls.IMPLICIT));
        properties.setProperty(prefix + ".starttls.enable", Boolean.toString(offered));
        properties.setProperty(prefix + ".starttls.required", Boolean.toString(required));
        properties.setProperty(prefix + ".ssl.checkserveridentity", "true");
        properties.put(prefix + ".socketFactory", sockets);
        properties.put(prefix + ".ssl.socketFactory", sockets.encrypting());
        // Or a server that these do not trust would be tried again with what Java trusts.
        properties.setProperty(prefix + ".socketFactory.fallback", "false");
    }
}
