package org.trustledger.query.site;

/** An agreement on a page of its own. */
public record AgreementPage(Frame frame, AgreementShown agreement, String back, PackCard pack) implements Framed {}
