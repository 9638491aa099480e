package org.trustledger.pdf;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What veraPDF holds against a file. */
public final class VeraPdf {
    private VeraPdf() {}

    public static List<String> complaints(byte[] pdf, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var complaints = result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> "%s: %s at %s"
                            .formatted(
                                    assertion.getRuleId().getClause(),
                                    assertion.getMessage(),
                                    assertion.getLocation().getContext()))
                    .toList();
            return complaints.isEmpty() && !result.isCompliant() ? List.of("not compliant") : complaints;
        }
    }
}
