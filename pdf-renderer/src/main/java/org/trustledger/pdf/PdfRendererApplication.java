package org.trustledger.pdf;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The press: typesets, seals and archives trust packs. */
@SpringBootApplication(proxyBeanMethods = false)
class PdfRendererApplication {
    private PdfRendererApplication() {}

    static void main(String[] args) {
        SpringApplication.run(PdfRendererApplication.class, args);
    }
}
