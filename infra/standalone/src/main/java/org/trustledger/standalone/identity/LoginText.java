package org.trustledger.standalone.identity;

/** What the login form can say. The words are under {@code texts/identity/}, one file per language. */
enum LoginText {
    TITLE,
    LEAD,
    NAME,
    PASSWORD,
    LOG_IN,
    WRONG,
    LEFT,
    PEOPLE,
    PRODUCT,
    HOUSE
}
