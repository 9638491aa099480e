package org.trustledger.command.reception;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody registers an endpoint.
 *
 * @param trouble why nothing was registered, if it is not one field; null for nothing
 * @param errors what of the form was not taken; null for nothing
 * @param address as it was typed; empty at first
 * @param addressError null for none
 * @param controller who answers for the address
 * @param mail where one subscribes by e-mail
 */
public record WebhookRegisterPage(
        ReceptionFrame frame,
        WebhookWords t,
        String lead,
        @Nullable String trouble,
        @Nullable FormErrors errors,
        String address,
        @Nullable String addressError,
        WebhookWishForm wish,
        String controller,
        @Nullable String mail) {}
