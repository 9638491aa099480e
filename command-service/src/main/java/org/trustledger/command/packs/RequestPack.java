package org.trustledger.command.packs;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trustledger.command.platform.Answered;
import org.trustledger.command.staff.Role;
import org.trustledger.events.PackScope;
import org.trustledger.events.TrustCenterId;

/**
 * Asks for a pack. Answered with {@link PackStatus}.
 *
 * @param language BCP 47 tag; null for the trust center's first language
 * @param validAt whose valid content it is to show; null for what applies now
 * @param recordedAt up to when the ledger's knowledge counts; null for all of it
 */
public record RequestPack(
        TrustCenterId trustCenter,
        PackScope scope,
        @Nullable String language,
        @Nullable PointInTime validAt,
        @Nullable PointInTime recordedAt,
        Origin origin,
        String actor,
        String correlationId)
        implements Answered<PackStatus> {
    /** Who of the staff may ask. A pack becomes a fact, and an auditor changes nothing. */
    public static final Set<Role> ASKED_BY =
            Collections.unmodifiableSet(EnumSet.of(Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER, Role.AUTOMATION));

    @Override
    public Class<PackStatus> answer() {
        return PackStatus.class;
    }

    /**
     * Reads a scope as it is asked for; null or blank is everything.
     *
     * @throws UnknownScope if there is none such
     */
    public static PackScope scope(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new PackScope.Everything();
        }
        try {
            return PackScope.read(text);
        } catch (IllegalArgumentException _) {
            throw new UnknownScope(text);
        }
    }

    /** Who asks. */
    public enum Origin {
        STAFF,
        /** Strangers, within limits. */
        PUBLIC,
        /** The office itself, because content changed. */
        POLICY
    }
}
