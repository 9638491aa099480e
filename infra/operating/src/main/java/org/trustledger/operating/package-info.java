/**
 * What every service owes its operator: settings that are checked before anything starts, one sentence when it cannot
 * start, a health that says <em>degraded, because</em>, metrics by trust center, and work that nobody else can hold up.
 * Written by whoever runs services. The trap: a label of a metric may name a trust center by its id, never what it says
 * and never a person.
 */
@NullMarked
package org.trustledger.operating;

import org.jspecify.annotations.NullMarked;
