package org.trustledger.command.platform;

import org.springframework.util.unit.DataSize;

/**
 * How large a request's body may be under a path. A bean per path that differs; the longest prefix wins, and a path
 * without one may carry 64 KB.
 *
 * @param prefix the first segments of the paths, such as {@code /reception}; braces stand for any one segment
 */
public record BodyLimit(String prefix, DataSize most) {}
