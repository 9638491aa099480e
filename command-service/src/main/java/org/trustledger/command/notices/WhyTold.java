package org.trustledger.command.notices;

/** Why the readers of an audience get its letters, as the end of each says it. */
@FunctionalInterface
public interface WhyTold {
    /**
     * A whole sentence.
     *
     * @param words in whose language it is; those of an audience's own are its own
     * @param provider by its legal name
     * @param topics what of that which the letter touches they are told of, in words
     */
    String sentence(NoticeWords words, String provider, String topics);
}
