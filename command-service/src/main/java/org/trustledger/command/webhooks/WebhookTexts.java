package org.trustledger.command.webhooks;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** What is said of calls and endpoints, in one language: a sentence each, with nothing of an address but its host. */
public final class WebhookTexts extends Words<WebhookText> {
    private static final int REDIRECTS = 3;

    WebhookTexts(Locale locale, Map<WebhookText, String> patterns) {
        super(locale, patterns);
    }

    /** What came of a call. */
    public String of(Outcome outcome, Endpoint endpoint) {
        var host = endpoint.host();
        return switch (outcome) {
            case Outcome.Accepted accepted -> say(WebhookText.ACCEPTED, host, number(accepted.status()));
            case Outcome.Gone _ -> say(WebhookText.GONE, host);
            case Outcome.Refused refused
            when refused.status() / 100 == REDIRECTS -> say(WebhookText.REDIRECTED, host, number(refused.status()));
            case Outcome.Refused refused -> say(WebhookText.REFUSED, host, number(refused.status()));
            case Outcome.Unreachable unreachable -> say(text(unreachable.why()), host);
        };
    }

    /** What came of a challenge. */
    public String of(Ownership ownership, Endpoint endpoint) {
        return switch (ownership) {
            case Ownership.Shown _ -> say(WebhookText.OWNERSHIP_SHOWN, endpoint.host());
            case Ownership.AnsweredOtherwise _ -> say(WebhookText.OWNERSHIP_ANSWERED_OTHERWISE, endpoint.host());
            case Ownership.NotTaken notTaken -> of(notTaken.outcome(), endpoint);
        };
    }

    /** What is wrong with an address, and what to do. */
    public String of(EndpointUnusable.Why why) {
        return say(
                switch (why) {
                    case TOO_LONG -> WebhookText.ENDPOINT_TOO_LONG;
                    case NO_ADDRESS -> WebhookText.ENDPOINT_NO_ADDRESS;
                    case NOT_HTTPS -> WebhookText.ENDPOINT_NOT_HTTPS;
                    case WITH_USER -> WebhookText.ENDPOINT_WITH_USER;
                    case WITH_FRAGMENT -> WebhookText.ENDPOINT_WITH_FRAGMENT;
                    case HOST -> WebhookText.ENDPOINT_HOST;
                    case PORT -> WebhookText.ENDPOINT_PORT;
                    case NOT_PUBLIC -> WebhookText.ENDPOINT_NOT_PUBLIC;
                });
    }

    private static WebhookText text(Outcome.Why why) {
        return switch (why) {
            case NO_PUBLIC_ADDRESS -> WebhookText.NO_PUBLIC_ADDRESS;
            case NO_CONNECTION -> WebhookText.NO_CONNECTION;
            case NOT_SECURE -> WebhookText.NOT_SECURE;
            case TOO_SLOW -> WebhookText.TOO_SLOW;
            case BROKEN_OFF -> WebhookText.BROKEN_OFF;
            case NOT_HTTP -> WebhookText.NOT_HTTP;
            case BUSY -> WebhookText.BUSY;
        };
    }

    /** As text, or thousands would be parted. */
    private static String number(int status) {
        return Integer.toString(status);
    }
}
