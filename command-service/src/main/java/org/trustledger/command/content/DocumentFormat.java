package org.trustledger.command.content;

/** How a document is written. */
enum DocumentFormat {
    YAML,
    JSON
}
