package org.trustledger.command.workbench.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.workbench.Frame;
import org.trustledger.command.workbench.Link;
import org.trustledger.command.workbench.answers.AnswersPage.Option;

/** The functions that look after answers. */
public record OwnersPage(Frame frame, CareTexts texts, List<Row> owners, Form add) {

    /** @param answers how many it looks after, and where they stand */
    public record Row(String id, String name, String mail, String language, Link answers, Form change, String remove) {}

    /**
     * An owner as it is typed.
     *
     * @param id makes the ids of the fields
     * @param open whether it is shown though nobody has asked for it
     */
    public record Form(
            String id,
            String action,
            String name,
            String mail,
            List<Option> languages,
            boolean open,
            @Nullable String nameError,
            @Nullable String mailError,
            @Nullable String languageError) {}
}
