package org.trustledger.standalone.identity;

import java.util.Locale;
import java.util.Map;
import org.trustledger.presentation.Words;

/** All that the login form says, in one language. */
final class LoginWords extends Words<LoginText> {
    LoginWords(Locale locale, Map<LoginText, String> patterns) {
        super(locale, patterns);
    }
}
