package org.trustledger.command.staff;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * An address of the office and whom it admits. A bean per address, beside the Api that answers there.
 *
 * @param path with {@code {trustCenter}} where the trust center's id stands, if it is one trust center's address
 */
public record Door(HttpMethod method, String path, Admission admits) {
    static final String TRUST_CENTER = "trustCenter";

    /** Whom a door admits. */
    public sealed interface Admission {}

    /** No token is asked for. */
    record Everybody() implements Admission {}

    /** Any valid token will do. */
    record AnyStaff() implements Admission {}

    /** A valid token with one of these roles in the trust center of the address. */
    record Holders(Set<Role> roles) implements Admission {}

    /** An address that asks for no token. */
    public static Door openToEverybody(HttpMethod method, String path) {
        return new Door(method, path, new Everybody());
    }

    /** An address about the caller alone. */
    public static Door openToAnyStaff(HttpMethod method, String path) {
        return new Door(method, path, new AnyStaff());
    }

    /**
     * An address of one trust center.
     *
     * @throws IllegalArgumentException if the path does not say where the trust center's id stands
     */
    public static Door openTo(Set<Role> roles, HttpMethod method, String path) {
        if (!path.contains("{" + TRUST_CENTER + "}")) {
            throw new IllegalArgumentException("%s names no {%s}".formatted(path, TRUST_CENTER));
        }
        return new Door(method, path, new Holders(EnumSet.copyOf(roles)));
    }
}
