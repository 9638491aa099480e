package org.trustledger.query.site;

import org.jspecify.annotations.Nullable;

/**
 * A text of the provider's as a reader gets it.
 *
 * @param language its BCP 47 tag if it is not the page's, for want of a translation; else null
 */
public record Said(String text, @Nullable String language) {}
