package org.trustledger.query.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place where data is kept. */
public record DataCenterShown(
        String anchor,
        Said name,
        Said location,
        String country,
        String operator,
        Said purpose,
        List<Said> services,
        String certifications,
        @Nullable Said why,
        Margin margin) {}
