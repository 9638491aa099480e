package org.trustledger.command.packs;

import org.springframework.http.HttpStatus;
import org.trustledger.command.platform.Refusal;

/** Nobody asked for such a pack here. */
public final class PackNeverRequested extends Refusal {
    private static final long serialVersionUID = 1;

    public PackNeverRequested(String pack) {
        super(
                HttpStatus.NOT_FOUND,
                "pack-never-requested",
                "No such pack",
                "No pack '%s' was ever requested in this trust center.".formatted(pack));
    }
}
