package org.trustledger.command.reception;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody asks to be told.
 *
 * @param address as it was typed; empty at first
 * @param errors what the form was not taken for; null if it was
 * @param error at the address; null for none
 * @param controller who answers for the address
 * @param feeds where the feeds are listed, for whoever will not leave an address
 * @param webhooks where a program is registered
 */
public record SubscribePage(
        ReceptionFrame frame,
        String lead,
        String address,
        @Nullable FormErrors errors,
        @Nullable String error,
        WishForm wish,
        String controller,
        String feeds,
        String webhooks) {}
