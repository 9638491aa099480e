package org.trustledger.command.care;

/**
 * A function that looks after answers, such as information security; never a person.
 *
 * @param id 16 hex digits: the only thing of it that stands in events, logs and addresses
 * @param name as staff call it
 * @param mail address of the function
 * @param language in which it is written to, such as {@code sv}
 */
public record Owner(String id, String name, String mail, String language) {
    /** Only the id, so that no log has the address. */
    @Override
    public String toString() {
        return "Owner[%s]".formatted(id);
    }
}
