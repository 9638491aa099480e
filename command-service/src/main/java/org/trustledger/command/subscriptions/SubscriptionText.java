package org.trustledger.command.subscriptions;

/** What letters about subscribing say. The words are under {@code texts/subscriptions}. */
public enum SubscriptionText {
    CONFIRM_SUBJECT,
    CONFIRM_LEAD,
    CONFIRM_GO,
    CONFIRM_UNTIL,
    CONFIRM_NOT_YOU,
    KNOWN_SUBJECT,
    KNOWN_LEAD,
    KNOWN_GO,
    KNOWN_NOT_YOU,
    WHO,
    STOP,
    TOPIC_SUBPROCESSORS,
    TOPIC_AGREEMENTS,
    TOPIC_ANSWERS,
    TOPIC_ANSWERS_UNDER,
    TOPIC_PACKS
}
