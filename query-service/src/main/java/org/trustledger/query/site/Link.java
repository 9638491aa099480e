package org.trustledger.query.site;

/** A word that leads somewhere. */
public record Link(String label, String href) {

    /** To an address of a contact, by mail or on the web. */
    static Link to(String address) {
        return new Link(address, address.startsWith("https://") ? address : "mailto:" + address);
    }
}
