package org.trustledger.events;

/**
 * How to reach a role, never a person: names of persons stay in the office.
 *
 * @param function what it is called, such as "Data protection office"
 * @param address e-mail address or https address of the function
 */
public record ContactFunction(LocalizedText function, String address) {}
