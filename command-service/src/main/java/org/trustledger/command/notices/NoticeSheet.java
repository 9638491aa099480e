package org.trustledger.command.notices;

import gg.jte.Content;

/**
 * A whole notice, to be set as HTML.
 *
 * @param changes set already, the same for many subscribers
 */
public record NoticeSheet(String language, String subject, Content changes, NoticeFoot foot) {}
