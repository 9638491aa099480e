/** What readers see, alike on the site and in the pack: text, type and dates. */
@NullMarked
package org.trustledger.presentation;

import org.jspecify.annotations.NullMarked;
