package org.trustledger.query.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.trustledger.query.packs.IssuedPack;
import org.trustledger.query.packs.PackFiles;
import org.trustledger.query.packs.PackRegister;
import org.trustledger.query.packs.PackSelection;

/** Shows a pack with all that a check compares. */
@Component
class ProofPart {
    private static final Pattern PACK = Pattern.compile("[0-9a-f]{32}");

    private final PackRegister register;

    ProofPart(PackRegister register) {
        this.register = register;
    }

    /** Whether this can name a pack. */
    static boolean isPack(String id) {
        return PACK.matcher(id).matches();
    }

    /**
     * The pack asked for; if none is asked for the newest one, in the reader's language if there is any.
     *
     * @throws PackFiles.UnknownPack if it is not registered with the trust center
     */
    Optional<IssuedPack> pack(Visit visit) {
        var center = visit.head().trustCenter();
        var asked = visit.address().chosen(Choice.PACK);
        if (asked != null) {
            return Optional.of(
                    register.find(center, asked).orElseThrow(() -> new PackFiles.UnknownPack(center, asked)));
        }
        return register.list(center, new PackSelection(null, visit.reader().language()), 0, 1).stream()
                .findFirst()
                .or(() ->
                        register.list(center, PackSelection.ALL, 0, 1).stream().findFirst());
    }

    ProofPage.Checked show(Visit visit, IssuedPack pack) {
        var reader = visit.reader();
        var seal = pack.seal();
        var day = reader.briefDay(pack.validAt());
        return new ProofPage.Checked(
                reader.say(Text.PROOF_PACK, day, reader.wording().languageName(pack.language())),
                new Link(reader.say(Text.PACKS_DOWNLOAD), PacksPart.file(visit, pack)),
                pack.sealedSha256(),
                List.of(
                        particular(reader, Text.TWIN_VALID, reader.moment(pack.validAt()), false),
                        particular(reader, Text.TWIN_RECORDED, reader.moment(pack.recordedAt()), false),
                        particular(reader, Text.PROOF_CONTENT_POSITION, "№%d".formatted(pack.contentPosition()), false),
                        particular(
                                reader,
                                Text.PROOF_REGISTERED,
                                "№%d, %s".formatted(pack.position(), reader.moment(pack.issuedAt())),
                                false),
                        particular(reader, Text.PROOF_SEALED, pack.sealedSha256(), true),
                        particular(reader, Text.PROOF_UNSIGNED, pack.unsignedSha256(), true),
                        particular(reader, Text.PROOF_SEAL, "%s, %s".formatted(seal.level(), seal.signer()), false),
                        particular(reader, Text.PROOF_CERTIFICATE, seal.certificateSha256(), true)),
                PackFiles.fileName(visit.head().trustCenter(), pack, reader.zone()),
                new Link(
                        reader.say(Text.PROOF_VIEW),
                        visit.home()
                                .withDates(
                                        pack.validAt().toString(),
                                        pack.recordedAt().toString())
                                .href()),
                seal.demonstration());
    }

    private static ProofPage.Particular particular(Reader reader, Text label, String value, boolean exact) {
        return new ProofPage.Particular(reader.say(label), value, exact);
    }
}
