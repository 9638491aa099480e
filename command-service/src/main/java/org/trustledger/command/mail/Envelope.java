package org.trustledger.command.mail;

/** A letter that is ready to be handed over: written, signed and addressed. It can be handed over again. */
public final class Envelope {
    private final String letter;
    private final String to;
    private final String returnPath;
    private final boolean bounces;
    private final byte[] mail;

    /**
     * @param letter id of it
     * @param returnPath where the servers on the way send it back to
     * @param bounces whether somebody waits for what they say then
     * @param mail head and body, in ASCII, with lines that end as the wire has them, and none that begins with a dot
     */
    Envelope(String letter, String to, String returnPath, boolean bounces, byte[] mail) {
        this.letter = letter;
        this.to = to;
        this.returnPath = returnPath;
        this.bounces = bounces;
        this.mail = mail;
    }

    /** The id of the letter in it. */
    public String letter() {
        return letter;
    }

    /** How many octets its mail has. */
    public int size() {
        return mail.length;
    }

    String to() {
        return to;
    }

    String returnPath() {
        return returnPath;
    }

    boolean bounces() {
        return bounces;
    }

    byte[] mail() {
        return mail;
    }

    /** Only the letter's id, so that no log has the address or the words. */
    @Override
    public String toString() {
        return "Envelope[%s]".formatted(letter);
    }
}
