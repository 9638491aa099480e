package org.trustledger.command.reception;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Opens the reception's port on the office's server, and marks what comes in there. */
@Component
class ReceptionDoor implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** The request attribute of whatever came in by the reception's port. */
    static final String CAME_IN_HERE = ReceptionDoor.class.getName();

    private static final int LARGEST_FORM = 16 * 1024;

    private final Connector connector = new Connector();

    ReceptionDoor(
            ReceptionSettings settings,
            @Value("${server.address:#{null}}") @Nullable InetAddress officeAddress,
            @Value("${server.port:8080}") int officePort) {
        if (settings.port() != 0 && settings.port() == officePort) {
            throw new IllegalArgumentException(
                    "trust-ledger.reception.port and server.port are both %d: the reception needs a port of its own"
                            .formatted(officePort));
        }
        connector.setPort(settings.port());
        connector.setMaxPostSize(LARGEST_FORM);
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(new VirtualThreadExecutor("reception-"));
            protocol.setConnectionTimeout(10_000);
            var address = settings.address() == null ? officeAddress : settings.address();
            if (address != null) {
                protocol.setAddress(address);
            }
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
        factory.addEngineValves(new Mark());
    }

    /** The port it really is, once the server has started. */
    int port() {
        return connector.getLocalPort();
    }

    /** By the connector itself and not by a port number, which a proxy's header could claim. */
    private final class Mark extends ValveBase {
        Mark() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (connector.equals(request.getConnector())) {
                request.setAttribute(CAME_IN_HERE, true);
            }
            getNext().invoke(request, response);
        }
    }
}
