package org.trustledger.query.site;

import java.util.List;

/**
 * What an entry of a feed says of a pack. All addresses are absolute.
 *
 * @param which what tells it from others of its scope, in words
 * @param digest of the sealed file
 */
public record FeedPack(
        Texts texts, Said scope, List<String> which, String registered, String digest, Link download, Link page) {}
