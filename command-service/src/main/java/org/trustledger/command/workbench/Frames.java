package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.trustledger.command.staff.Role;
import org.trustledger.command.staff.StaffMember;
import org.trustledger.command.staff.StaffToken;
import org.trustledger.command.staff.Stay;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.Wording;

/** Makes what stands around a page. */
@Component
public class Frames {
    static final String FLASH = Frames.class.getName() + ".flash";

    private final Assets assets;
    private final TextFiles files;
    private final Visits visits;
    private final Statements statements;
    private final WorkbenchSettings settings;
    private final Clock clock;
    private final List<Place> places;

    Frames(
            Assets assets,
            TextFiles files,
            Visits visits,
            Statements statements,
            WorkbenchSettings settings,
            Clock clock,
            ObjectProvider<Place> places) {
        this.assets = assets;
        this.files = files;
        this.visits = visits;
        this.statements = statements;
        this.settings = settings;
        this.clock = clock;
        this.places =
                places.stream().sorted(Comparator.comparingInt(Place::order)).toList();
    }

    /**
     * Around a page of a trust center. Takes the message that waits for the next page with it.
     *
     * @param place path of the {@link Place} the page belongs to
     * @param trail pages above this one, if it is not the place's own
     */
    public Frame around(Visit visit, String heading, String place, Link... trail) {
        var request = visit.request();
        return new Frame(
                visit.texts(),
                heading,
                assets.stylesheet(),
                assets.patience(),
                assets.script(),
                assets.icon(),
                person(visit),
                center(visit),
                places.stream()
                        .filter(entry -> visit.may(entry.roles()))
                        .map(entry -> new Frame.Entry(
                                visit.say(entry.label()),
                                visit.href(entry.path()),
                                entry.waiting().applyAsInt(visit),
                                entry.path().equals(place)))
                        .toList(),
                List.of(trail),
                languages(request, visit.texts()),
                csrf(request),
                flash(request),
                Stay.of(request, settings, clock.instant()));
    }

    /** Around a page that belongs to no trust center; for anybody, logged in or not. */
    Frame bare(HttpServletRequest request, String heading) {
        var words = visits.words(request);
        var who = Visits.who(request);
        return new Frame(
                words,
                heading,
                assets.stylesheet(),
                assets.patience(),
                assets.script(),
                assets.icon(),
                who == null ? null : new Frame.Person(name(who, words), "", "/workbench/"),
                null,
                List.of(),
                List.of(),
                languages(request, words),
                who == null ? null : csrf(request),
                null,
                who == null ? null : Stay.of(request, settings, clock.instant()));
    }

    private static Frame.@Nullable Person person(Visit visit) {
        var who = Visits.who(visit.request());
        return who == null
                ? null
                : new Frame.Person(
                        name(who, visit.texts()),
                        visit.texts()
                                .list(visit.member().rolesIn(visit.trustCenter().value()).stream()
                                        .map(visit.texts()::role)
                                        .toList()),
                        visit.href("people"));
    }

    private static String name(StaffToken who, Texts words) {
        var shown = who.shownName();
        return shown == null || shown.isBlank() ? words.say(Text.SOMEBODY) : shown;
    }

    private Frame.Center center(Visit visit) {
        return new Frame.Center(
                visit.trustCenter().value(),
                nameOf(visit.trustCenter()),
                visit.href(""),
                centersOf(visit.member()).stream()
                        .filter(other -> !other.equals(visit.trustCenter()))
                        .map(other -> new Link(nameOf(other), "/workbench/%s/".formatted(other)))
                        .toList());
    }

    /** The trust centers in which somebody has a role that people have. */
    List<TrustCenterId> centersOf(StaffMember member) {
        var ids = new TreeSet<TrustCenterId>();
        member.roles().forEach((id, roles) -> {
            if (roles.stream().anyMatch(Role.PEOPLE::contains)) {
                if (id.equals(StaffMember.EVERYWHERE)) {
                    ids.addAll(statements.trustCenters());
                } else {
                    ids.add(new TrustCenterId(id));
                }
            }
        });
        return List.copyOf(ids);
    }

    /** The provider's name, or the trust center's id where nothing is published yet. */
    String nameOf(TrustCenterId trustCenter) {
        return statements
                .profile(trustCenter, clock.instant())
                .map(profile -> profile.content().name())
                .orElse(trustCenter.value());
    }

    private List<Frame.LanguageLink> languages(HttpServletRequest request, Texts words) {
        var query = request.getQueryString();
        var address = request.getRequestURI() + (query == null ? "" : "?" + query);
        return files.languages().stream()
                .map(tag -> new Frame.LanguageLink(
                        tag,
                        Wording.of(tag).languageName(tag),
                        UriComponentsBuilder.fromUriString(address)
                                .replaceQueryParam("lang", tag)
                                .build()
                                .toUriString(),
                        tag.equals(words.language())))
                .toList();
    }

    private static Frame.@Nullable Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Frame.Csrf(token.getParameterName(), token.getToken())
                : null;
    }

    private static @Nullable Flash flash(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(FLASH) instanceof Flash flash)) {
            return null;
        }
        session.removeAttribute(FLASH);
        return flash;
    }
}
