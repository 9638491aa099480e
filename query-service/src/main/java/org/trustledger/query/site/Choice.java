package org.trustledger.query.site;

/** What a reader can choose in the address of a page, in the order in which it is written there. */
enum Choice {
    LANGUAGE("lang"),
    SEARCH("q"),
    TAG("tag"),
    CATEGORY("category"),
    KIND("kind"),
    COUNTRY("country"),
    SORT("sort"),
    SCOPE("scope"),
    PACK_LANGUAGE("language"),
    WATCH("watch"),
    PAGE("page"),
    ARCHIVE("archive"),
    FROM("from"),
    TO("to"),
    PACK("pack"),
    VALID_AT("validAt"),
    RECORDED_AT("recordedAt");

    private final String parameter;

    Choice(String parameter) {
        this.parameter = parameter;
    }

    /** Its name in the address. */
    String parameter() {
        return parameter;
    }
}
