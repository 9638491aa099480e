/**
 * What every service owes its operator: settings that are checked before anything starts, one sentence when it cannot
 * start, a health that says <em>degraded, because</em>, and metrics by trust center. Written by whoever runs services.
 * The trap: a label of a metric may name a trust center by its id, never what it says and never a person.
 */
@NullMarked
package org.trustledger.operating;

import org.jspecify.annotations.NullMarked;
