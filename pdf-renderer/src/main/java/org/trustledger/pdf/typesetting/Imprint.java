package org.trustledger.pdf.typesetting;

import java.net.URI;

/**
 * What every pack of this press says about the press itself. Part of the unsigned bytes, so two presses of one provider
 * are configured alike.
 *
 * @param publicBase address under which readers reach the site, without a slash at the end
 * @param demonstration whether the seal vouches for nobody, which the pack then says on its face
 */
public record Imprint(URI publicBase, boolean demonstration) {

    public Imprint {
        var address = publicBase.toString();
        if (address.endsWith("/")) {
            publicBase = URI.create(address.substring(0, address.length() - 1));
        }
    }
}
