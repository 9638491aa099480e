package org.trustledger.pdf.archive;

/** The archive will not take a file under that name, now or later. */
public final class ArchiveRefuses extends RuntimeException {
    private static final long serialVersionUID = 1;

    ArchiveRefuses(String message) {
        super(message);
    }
}
