package org.trustledger.pdf.packs;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.trustledger.pdf.archive.DirectoryArchive;
import org.trustledger.pdf.archive.PackArchive;
import org.trustledger.pdf.platform.PressSettings;
import org.trustledger.pdf.seals.PadesSealer;
import org.trustledger.pdf.seals.PdfSealer;
import org.trustledger.pdf.seals.SealKey;
import org.trustledger.pdf.typesetting.Imprint;
import org.trustledger.pdf.typesetting.Typesetter;

/** The tools of the press, as configured. */
@Configuration(proxyBeanMethods = false)
class Pressroom {
    @Bean
    Typesetter typesetter(PressSettings settings) {
        return new Typesetter(new Imprint(settings.publicBase(), settings.seal().demonstration()));
    }

    @Bean
    SealKey sealKey(PressSettings settings, Clock clock) {
        var seal = settings.seal();
        return SealKey.open(seal.keystore(), seal.password(), seal.demonstration(), clock);
    }

    @Bean
    PdfSealer sealer(SealKey key, Clock clock) {
        return new PadesSealer(key, clock);
    }

    @Bean
    PackArchive archive(PressSettings settings) {
        return new DirectoryArchive(settings.archive().directory());
    }
}
