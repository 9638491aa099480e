package org.trustledger.query.site;

import org.springframework.http.HttpStatus;
import org.trustledger.query.feeds.Topic;
import org.trustledger.query.platform.BadParameter;
import org.trustledger.query.platform.Problem;

/** Nothing can be followed under this name, or the feed has no such archive. */
final class NoSuchFeed extends Problem {
    private static final long serialVersionUID = 1;

    private NoSuchFeed(String detail) {
        super(HttpStatus.NOT_FOUND, "unknown-feed", "There is no such feed", detail);
    }

    static NoSuchFeed of(String topic) {
        return new NoSuchFeed(
                "Nothing can be followed as '%s' here. Give %s.".formatted(BadParameter.shortened(topic), Topic.FORMS));
    }

    static NoSuchFeed archived(Topic topic, int archive) {
        return new NoSuchFeed("The feed %s has no archive %d. Its newest document leads to those there are."
                .formatted(topic.text(), archive));
    }
}
