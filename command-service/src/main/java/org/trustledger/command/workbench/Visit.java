package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.trustledger.command.staff.Role;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.events.Content;
import org.trustledger.events.LocalizedText;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Phrase;
import org.trustledger.presentation.Wording;

/**
 * One person at one trust center: all that a page is made from beside its own matter. A controller at an address with
 * {@code {trustCenter}} takes it as a parameter.
 *
 * @param request it came with
 * @param fallback language of the content where it has no translation
 * @param zone of the trust center, in which dates are shown; UTC until it has a profile
 * @param now the moment of the request
 */
public record Visit(
        HttpServletRequest request,
        StaffMember member,
        TrustCenterId trustCenter,
        Texts texts,
        Wording wording,
        String fallback,
        ZoneId zone,
        Instant now) {

    public String say(Text text, Object... values) {
        return texts.say(text, values);
    }

    /**
     * An address of this trust center at the workbench.
     *
     * @param path after {@code /workbench/{trustCenter}/}
     */
    public String href(String path) {
        return "/workbench/%s/%s".formatted(trustCenter, path);
    }

    /** Whether the person holds one of the roles here. A page hides what the door would refuse. */
    public boolean may(Set<Role> roles) {
        return member.holdsOneOf(roles, trustCenter);
    }

    /** A text of the content in the person's language, else in whichever there is. */
    public Phrase said(LocalizedText text) {
        return Phrase.of(text, texts.language(), fallback);
    }

    /** What an item is known by, in the person's language if it can be. */
    public Phrase naming(Content content) {
        return Phrase.naming(content, texts.language(), fallback);
    }

    /** The same where its language cannot be told. */
    public String name(Content content) {
        return naming(content).text();
    }

    /** "21 Nov 2026". */
    public String briefDay(Instant instant) {
        return wording.briefDay(instant, zone);
    }

    /** "21 Nov 2026, 15:02:11 (UTC+01:00)". */
    public String moment(Instant instant) {
        return wording.moment(instant, zone);
    }

    /** The day in the trust center's zone, for the {@code datetime} of a {@code time} element. */
    public LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
