package org.trustledger.query.site;

/** A page with what stands around it. */
public interface Framed {
    Frame frame();
}
