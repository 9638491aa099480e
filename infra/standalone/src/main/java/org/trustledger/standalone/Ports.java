package org.trustledger.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The twelve consecutive ports of one installation, all on loopback. */
record Ports(int site) {
    private static final int COUNT = 12;
    private static final int HIGHEST = 65_535;

    static Ports parse(String number) {
        if (number.matches("\\d{1,5}")) {
            var base = Integer.parseInt(number);
            if (base >= 1 && base + COUNT - 1 <= HIGHEST) {
                return new Ports(base);
            }
        }
        throw CannotStart.asked(
                "The port must be a number from 1 to %d, because twelve consecutive ones are used, and is '%s'.",
                HIGHEST - COUNT + 1, number);
    }

    int office() {
        return site + 1;
    }

    int reception() {
        return site + 2;
    }

    int press() {
        return site + 3;
    }

    int identity() {
        return site + 4;
    }

    int postgres() {
        return site + 5;
    }

    int kafka() {
        return site + 6;
    }

    int kafkaController() {
        return site + 7;
    }

    int officeManagement() {
        return site + 8;
    }

    int counterManagement() {
        return site + 9;
    }

    int smtp() {
        return site + 10;
    }

    int mailbox() {
        return site + 11;
    }

    int last() {
        return site + COUNT - 1;
    }

    String siteAddress() {
        return "http://localhost:" + site;
    }

    String officeAddress() {
        return "http://localhost:" + office();
    }

    String mailboxAddress() {
        return "http://localhost:" + mailbox();
    }

    String issuer() {
        return "http://localhost:" + identity();
    }

    /** Refuses to start where another program listens, before anything has been started. */
    void mustBeFree() {
        uses().forEach((port, use) -> {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                throw CannotStart.because(
                        "Port %d, meant for %s, cannot be used (%s): free it, or choose other ports with --port, such as"
                                + " --port %d.",
                        port, use, taken.getMessage(), site + 1000 + COUNT <= HIGHEST ? site + 1000 : 18_080);
            }
        });
    }

    private Map<Integer, String> uses() {
        var uses = new LinkedHashMap<Integer, String>();
        uses.put(site, "the site");
        uses.put(office(), "the office");
        uses.put(reception(), "the reception");
        uses.put(press(), "the press");
        uses.put(identity(), "the OpenID provider");
        uses.put(postgres(), "PostgreSQL");
        uses.put(kafka(), "Kafka");
        uses.put(kafkaController(), "Kafka's controller");
        uses.put(officeManagement(), "the office's health and metrics");
        uses.put(counterManagement(), "the counter's health and metrics");
        uses.put(smtp(), "the mail server");
        uses.put(mailbox(), "the mailbox");
        return uses;
    }
}
