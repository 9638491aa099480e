package org.trustledger.command.notices;

/**
 * The end of a notice: who sends it and why, where it is acknowledged and proved, and how to be told of something else,
 * or of nothing.
 *
 * @param proof what stands before the link
 * @param manage what stands before the link
 * @param leave what stands before the link
 */
public record NoticeFoot(
        String sender,
        String questions,
        String zone,
        String proof,
        String proofHref,
        String manage,
        String manageHref,
        String leave,
        String leaveHref) {

    /** The same with the links of one subscriber. */
    NoticeFoot with(String toProof, String toManage, String toLeave) {
        return new NoticeFoot(sender, questions, zone, proof, toProof, manage, toManage, leave, toLeave);
    }

    /** Leaves the links out: they are the subscriber's own. */
    @Override
    public String toString() {
        return "NoticeFoot[%s]".formatted(sender);
    }
}
