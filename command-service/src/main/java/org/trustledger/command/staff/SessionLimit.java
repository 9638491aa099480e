package org.trustledger.command.staff;

import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Bounds what strangers can make the office remember: a session begins before anybody has logged in. */
@Component
class SessionLimit implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final WorkbenchSettings settings;

    SessionLimit(WorkbenchSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            var manager = new StandardManager();
            manager.setMaxActiveSessions(settings.mostSessions());
            context.setManager(manager);
        });
    }
}
