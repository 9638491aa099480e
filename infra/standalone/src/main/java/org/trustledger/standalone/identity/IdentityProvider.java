package org.trustledger.standalone.identity;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The running OpenID provider, in this process. */
public final class IdentityProvider implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private IdentityProvider(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A new key to sign tokens with; kept by the caller, it outlives a restart and so do the tokens. */
    public static String newSigningKey() {
        return SigningKey.generate();
    }

    /**
     * Starts on loopback.
     *
     * @param port of the issuer {@code http://localhost:<port>}
     * @param office where the workbench is, as {@code http://localhost:<port>}
     * @param signingKey once made by {@link #newSigningKey}
     */
    public static IdentityProvider start(int port, String office, Credentials credentials, String signingKey) {
        var application = new SpringApplicationBuilder(IdentityConfiguration.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "spring.config.location", "optional:classpath:/identity/",
                        "spring.application.name", "identity",
                        "server.address", "127.0.0.1",
                        "server.port", Integer.toString(port),
                        // Cookies know no port: another name keeps the workbench's session beside this one.
                        "server.servlet.session.cookie.name", "identity-session",
                        "server.tomcat.threads.max", "8"))
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean(
                            IdentitySettings.class,
                            () -> new IdentitySettings(
                                    "http://localhost:" + port, office, credentials, SigningKey.read(signingKey)));
                });
        return new IdentityProvider(application.run());
    }

    @Override
    public void close() {
        context.close();
    }
}
