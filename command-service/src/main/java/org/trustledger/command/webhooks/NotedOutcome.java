package org.trustledger.command.webhooks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, as a row has it.
 *
 * @param status that was answered; null if nothing was
 */
public record NotedOutcome(String key, @Nullable Integer status) {
    /** It is the caller's, but the trust center calls enough endpoints by now. */
    static final NotedOutcome NO_ROOM = new NotedOutcome("no-room", null);

    private static final String ACCEPTED = "accepted";
    private static final String GONE = "gone";
    private static final String REFUSED = "refused";
    private static final String SHOWN = "shown";
    private static final String OTHERWISE = "otherwise";
    private static final int GONE_STATUS = 410;

    static NotedOutcome of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new NotedOutcome(ACCEPTED, accepted.status());
            case Outcome.Gone _ -> new NotedOutcome(GONE, GONE_STATUS);
            case Outcome.Refused refused -> new NotedOutcome(REFUSED, refused.status());
            case Outcome.Unreachable unreachable ->
                new NotedOutcome(
                        unreachable.why().name().toLowerCase(Locale.ROOT).replace('_', '-'), null);
        };
    }

    static NotedOutcome of(Ownership ownership) {
        return switch (ownership) {
            case Ownership.Shown _ -> new NotedOutcome(SHOWN, null);
            case Ownership.AnsweredOtherwise _ -> new NotedOutcome(OTHERWISE, null);
            case Ownership.NotTaken notTaken -> of(notTaken.outcome());
        };
    }

    /** In words. */
    public String say(WebhookTexts texts, Endpoint endpoint) {
        return switch (key) {
            case "no-room" -> texts.say(WebhookText.OWNERSHIP_WITHOUT_ROOM, endpoint.host());
            case SHOWN -> texts.of(new Ownership.Shown(), endpoint);
            case OTHERWISE -> texts.of(new Ownership.AnsweredOtherwise(), endpoint);
            case ACCEPTED -> texts.of(new Outcome.Accepted(statusOr(200)), endpoint);
            case GONE -> texts.of(new Outcome.Gone(), endpoint);
            case REFUSED -> texts.of(new Outcome.Refused(statusOr(500), null), endpoint);
            default ->
                texts.of(
                        new Outcome.Unreachable(
                                Outcome.Why.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'))),
                        endpoint);
        };
    }

    private int statusOr(int usual) {
        return status == null ? usual : status;
    }
}
