/**
 * What can be followed, topic by topic: which commits say something of a topic, and which of them a feed tells in which
 * document.
 *
 * <p>Commits are numbered per topic by {@link org.trustledger.query.feeds.TopicProjection}; what they say is read from
 * the versions, under today's rules.
 *
 * <p>Trap: numbers count what nobody may read any more, so that no archive ever begins or ends elsewhere.
 */
@NullMarked
package org.trustledger.query.feeds;

import org.jspecify.annotations.NullMarked;
