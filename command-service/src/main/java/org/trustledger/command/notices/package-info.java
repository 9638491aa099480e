/**
 * What subscribers are told of what was recorded, and the words in which they are told.
 *
 * <p>Pure but for {@link WhatIsTold}, which reads the ledger. A new kind of thing that is told: {@link ToldKind}, and a
 * record beside {@link ToldItem}, and its words in {@link ChangesInWords} and its data in {@link NoticeData}.
 *
 * <p>Trap: access is that of the moment of reading, so what is told today may not be tomorrow; work it out right before
 * it is sent.
 */
@NullMarked
package org.trustledger.command.notices;

import org.jspecify.annotations.NullMarked;
