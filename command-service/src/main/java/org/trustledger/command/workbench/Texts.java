package org.trustledger.command.workbench;

import java.util.Locale;
import java.util.Map;
import org.trustledger.command.staff.Role;
import org.trustledger.presentation.Words;

/** The words of one language. */
public final class Texts extends Words<Text> {
    Texts(Locale locale, Map<Text, String> patterns) {
        super(locale, patterns);
    }

    /** What a role is called. */
    public String role(Role role) {
        return say(
                switch (role) {
                    case ADMINISTRATOR -> Text.ROLE_ADMINISTRATOR;
                    case EDITOR -> Text.ROLE_EDITOR;
                    case APPROVER -> Text.ROLE_APPROVER;
                    case AUDITOR -> Text.ROLE_AUDITOR;
                    case AUTOMATION -> Text.ROLE_AUTOMATION;
                    case RENDERER -> Text.ROLE_RENDERER;
                });
    }

    /** What somebody in that role may do, in a sentence. */
    public String mayDo(Role role) {
        return say(
                switch (role) {
                    case ADMINISTRATOR -> Text.ROLE_ADMINISTRATOR_MAY;
                    case EDITOR -> Text.ROLE_EDITOR_MAY;
                    case APPROVER -> Text.ROLE_APPROVER_MAY;
                    case AUDITOR -> Text.ROLE_AUDITOR_MAY;
                    case AUTOMATION -> Text.ROLE_AUTOMATION_MAY;
                    case RENDERER -> Text.ROLE_RENDERER_MAY;
                });
    }
}
