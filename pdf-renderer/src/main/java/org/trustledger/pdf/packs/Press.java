package org.trustledger.pdf.packs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.trustledger.pdf.archive.ArchiveRefuses;
import org.trustledger.pdf.archive.PackArchive;
import org.trustledger.pdf.platform.NotNow;
import org.trustledger.pdf.platform.Sha256;
import org.trustledger.pdf.seals.PdfSealer;
import org.trustledger.pdf.seals.SealedPdf;
import org.trustledger.pdf.typesetting.TypesetPack;
import org.trustledger.pdf.typesetting.Typesetter;
import org.trustledger.pdf.typesetting.UnprintablePack;
import org.trustledger.pdf.views.Copy;
import org.trustledger.pdf.views.UnreadableView;

/** Makes a pack: sets, seals and archives it. One at a time, because a pack in the making is most of the memory. */
@Component
final class Press {
    private static final Logger LOG = LoggerFactory.getLogger(Press.class);

    private final Counter counter;
    private final Office office;
    private final Typesetter typesetter;
    private final PdfSealer sealer;
    private final PackArchive archive;
    private final MeterRegistry meters;
    private final Semaphore oneAtATime = new Semaphore(1);

    Press(
            Counter counter,
            Office office,
            Typesetter typesetter,
            PdfSealer sealer,
            PackArchive archive,
            MeterRegistry meters) {
        this.counter = counter;
        this.office = office;
        this.typesetter = typesetter;
        this.sealer = sealer;
        this.archive = archive;
        this.meters = meters;
    }

    /** @throws NotNow if something outside is away; nothing was archived then */
    Report make(PackRequest request) {
        var timer = Timer.start(meters);
        var outcome = "postponed";
        try {
            var report = attempt(request);
            outcome = report instanceof Report.Issued ? "issued" : "failed";
            return report;
        } finally {
            timer.stop(Timer.builder("trust.ledger.packs")
                    .description("Packs made, by outcome; postponed ones are tried again")
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private Report attempt(PackRequest request) {
        try {
            refuseWhatIsNotOurs(request);
            var copy = counter.copy(request);
            oneAtATime.acquire();
            try {
                office.hearsOfBeginning(request);
                return print(request, copy);
            } finally {
                oneAtATime.release();
            }
        } catch (Unmakeable | UnprintablePack | UnreadableView | ArchiveRefuses e) {
            return new Report.Failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNow("The press stops", e);
        }
    }

    private static void refuseWhatIsNotOurs(PackRequest request) {
        if (!request.rendererVersion().equals(Typesetter.VERSION)) {
            throw new Unmakeable(
                    "The pack is requested from renderer version %s and this press is version %s: set trust-ledger.packs.renderer-version at the office to the press that runs"
                            .formatted(request.rendererVersion(), Typesetter.VERSION));
        }
        try {
            request.order();
        } catch (IllegalArgumentException e) {
            throw new Unmakeable(String.valueOf(e.getMessage()));
        }
    }

    private Report print(PackRequest request, Copy copy) {
        var unsigned = set(request, copy);
        var sealed = seal(unsigned);
        var digest = Sha256.hex(sealed.pdf());
        try {
            archive.keep(request.trustCenter(), digest, sealed.pdf());
        } catch (IOException e) {
            throw new NotNow("The archive cannot be written: %s".formatted(e.getMessage()), e);
        }
        LOG.info(
                "Pack {} of {}: {} pages, {} bytes",
                request.pack(),
                request.trustCenter(),
                unsigned.pages(),
                sealed.pdf().length);
        return new Report.Issued(
                Sha256.hex(unsigned.pdf()),
                digest,
                unsigned.pages(),
                sealed.pdf().length,
                Typesetter.VERSION,
                sealed.seal());
    }

    /**
     * A seal that fails is the operator's to mend (an expired certificate, a key that is away), so it is waited for.
     */
    private SealedPdf seal(TypesetPack unsigned) {
        try {
            return sealer.seal(unsigned.pdf());
        } catch (RuntimeException e) {
            LOG.error("The pack cannot be sealed", e);
            throw new NotNow("The pack cannot be sealed: %s".formatted(e.getMessage()), e);
        }
    }

    /** Setting is a pure function, so whatever goes wrong in it would go wrong again: it is reported, not retried. */
    private TypesetPack set(PackRequest request, Copy copy) {
        try {
            return typesetter.set(request.order(), copy);
        } catch (UnprintablePack e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Pack {} of {} cannot be set", request.pack(), request.trustCenter(), e);
            throw new Unmakeable(
                    "The press could not set this pack, which is a defect of ours: report the correlation id %s"
                            .formatted(request.correlationId()));
        }
    }
}
