package org.trustledger.pdf.platform;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PressSettings.class)
class Platform {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Longer than the counter's longest wait for a position. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** The only source of the present. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RestClient http() {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(ANSWER);
        return RestClient.builder().requestFactory(requests).build();
    }

    @Bean
    OfficeToken officeToken(PressSettings settings) {
        return new OfficeToken(settings.identity());
    }

    @Bean
    Patience patience(PressSettings settings) {
        return new Patience(settings.retry());
    }

    /** The press serves its health and its metrics and nothing else, to anybody. */
    @Bean
    SecurityFilterChain doors(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**", "/actuator/health", "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Nobody logs in at the press; without this, Spring would invent a user with a password in the log. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("Nobody logs in at the press");
        };
    }
}
