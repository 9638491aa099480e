package org.trustledger.pdf.typesetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.openhtmltopdf.util.LogMessageId.LogMessageId0Param;
import com.openhtmltopdf.util.XRLog;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.trustledger.pdf.Samples;

/** What the library that sets the packs has to tell comes into the press's own log. */
class RendererLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.openhtmltopdf.general");
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(ch.qos.logback.classic.Level.WARN);
        logger.addAppender(told);
        told.start();
        new Typesetter(Samples.IMPRINT);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(told);
        logger.setLevel(null);
    }

    @Test
    void tellsAtTheLevelThatIsSetForThePressAndNoFiner() {
        var failure = new IllegalStateException("no");

        XRLog.log(Level.INFO, LogMessageId0Param.GENERAL_PDF_USING_FAST_MODE);
        XRLog.log(Level.WARNING, LogMessageId0Param.GENERAL_NO_FOOTNOTES_INSIDE_FOOTNOTES);
        XRLog.log(Level.SEVERE, LogMessageId0Param.GENERAL_EXCEPTION_SHAPING_TEXT, failure);

        assertThat(told.list)
                .extracting(
                        ILoggingEvent::getLevel,
                        event -> event.getThrowableProxy() == null
                                ? null
                                : event.getThrowableProxy().getMessage())
                .containsExactly(
                        tuple(ch.qos.logback.classic.Level.WARN, null),
                        tuple(ch.qos.logback.classic.Level.ERROR, "no"));
    }
}
