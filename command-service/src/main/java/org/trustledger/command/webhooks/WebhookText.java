package org.trustledger.command.webhooks;

/** What is said of calls and endpoints. The words are under {@code texts/webhooks}. */
enum WebhookText {
    ACCEPTED,
    GONE,
    REFUSED,
    REDIRECTED,
    NO_PUBLIC_ADDRESS,
    NO_CONNECTION,
    NOT_SECURE,
    TOO_SLOW,
    BROKEN_OFF,
    NOT_HTTP,
    BUSY,
    OWNERSHIP_SHOWN,
    OWNERSHIP_ANSWERED_OTHERWISE,
    OWNERSHIP_WITHOUT_ROOM,
    ENDPOINT_TOO_LONG,
    ENDPOINT_NO_ADDRESS,
    ENDPOINT_NOT_HTTPS,
    ENDPOINT_WITH_USER,
    ENDPOINT_WITH_FRAGMENT,
    ENDPOINT_HOST,
    ENDPOINT_PORT,
    ENDPOINT_NOT_PUBLIC
}
