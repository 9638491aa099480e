package org.trustledger.command.workbench;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.platform.BrandSettings;
import org.trustledger.command.platform.CorrelationId;
import org.trustledger.command.review.ChangeReview;
import org.trustledger.command.review.FourEyes;
import org.trustledger.command.review.ReasonUnusable;
import org.trustledger.command.review.RuleChangedMeanwhile;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.SettingsPage.AccentShown;
import org.trustledger.command.workbench.SettingsPage.BrandShown;
import org.trustledger.command.workbench.SettingsPage.Field;
import org.trustledger.command.workbench.SettingsPage.LabelShown;
import org.trustledger.command.workbench.SettingsPage.ProfileShown;
import org.trustledger.command.workbench.SettingsPage.Since;
import org.trustledger.events.Content;
import org.trustledger.events.Profile;
import org.trustledger.events.Tag;
import org.trustledger.events.TagKind;
import org.trustledger.presentation.Brand;
import org.trustledger.presentation.Colour;
import org.trustledger.presentation.Phrase;

/** The trust center itself as the ledger holds it; it is changed like all content, by a document. */
@Controller
class SettingsPages {
    private static final String PLACE = "settings";
    private static final String SETTINGS = "/workbench/{trustCenter}/" + PLACE;
    private static final String REVIEW = SETTINGS + "/review";
    private static final String REASON = "reason-";

    private final Frames frames;
    private final Pages pages;
    private final Statements statements;
    private final Assets assets;
    private final FourEyes fourEyes;
    private final CommandGateway commands;
    private final Map<String, Brand> brands;

    SettingsPages(
            Frames frames,
            Pages pages,
            Statements statements,
            Assets assets,
            FourEyes fourEyes,
            CommandGateway commands,
            BrandSettings settings) {
        this.frames = frames;
        this.pages = pages;
        this.statements = statements;
        this.assets = assets;
        this.fourEyes = fourEyes;
        this.commands = commands;
        this.brands = settings.brands();
    }

    @GetMapping(SETTINGS)
    ResponseEntity<byte[]> settings(Visit visit) {
        return show(visit, Map.of(), false);
    }

    /** Decides whether changes need somebody else's approval; a reason comes as {@code reason-en} and so on. */
    @PostMapping(REVIEW)
    ResponseEntity<byte[]> decide(
            Visit visit,
            @RequestParam(name = "required", defaultValue = "true") boolean required,
            @RequestParam(name = "base", defaultValue = "-1") long base,
            @RequestParam Map<String, String> form,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        var reasons = new TreeMap<String, String>();
        form.forEach((name, text) -> {
            if (name.startsWith(REASON) && !text.isBlank()) {
                reasons.put(name.substring(REASON.length()), text.replace("\r\n", "\n"));
            }
        });
        try {
            commands.<FourEyes.Rule>sendAndWait(new ChangeReview(
                    visit.trustCenter(),
                    required,
                    ReasonUnusable.check(reasons),
                    base,
                    visit.member().actor(),
                    correlationId));
        } catch (ReasonUnusable unusable) {
            return show(visit, reasons, true);
        } catch (RuleChangedMeanwhile changed) {
            return pages.goOn(visit, PLACE + "#review", Flash.failed(visit.say(Text.REVIEW_RULE_CHANGED)));
        }
        return pages.goOn(visit, PLACE + "#review", Flash.done(visit.say(state(required))));
    }

    /**
     * @param reasons that were sent, by language
     * @param unusable whether they did not do
     */
    private ResponseEntity<byte[]> show(Visit visit, Map<String, String> reasons, boolean unusable) {
        var stated = statements.profile(visit.trustCenter(), visit.now());
        return pages.show(
                unusable ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
                "settings",
                new SettingsPage(
                        frames.around(visit, visit.say(Text.SETTINGS_TITLE), PLACE),
                        stated.map(profile -> shown(visit, profile)).orElse(null),
                        statements.categories(visit.trustCenter(), visit.now()).stream()
                                .map(category -> new LabelShown(
                                        since(visit, category),
                                        category.item(),
                                        visit.said(category.content().label()),
                                        "",
                                        plain("")))
                                .toList(),
                        statements.tags(visit.trustCenter(), visit.now()).stream()
                                .map(tag -> shown(visit, tag, tag.content()))
                                .toList(),
                        brand(visit),
                        stated.map(profile -> review(visit, profile.content(), reasons, unusable))
                                .orElse(null),
                        new Link(visit.say(Text.SETTINGS_CHANGE), visit.href("content"))));
    }

    private SettingsPage.ReviewRule review(
            Visit visit, Profile profile, Map<String, String> reasons, boolean unusable) {
        var rule = fourEyes.rule(visit.trustCenter());
        return new SettingsPage.ReviewRule(
                visit.say(state(rule.required())),
                rule.reason() == null ? null : visit.said(rule.reason()),
                rule.since() == null
                        ? null
                        : new SettingsPage.Decided(
                                visit.moment(rule.since()),
                                rule.since().toString(),
                                "№" + rule.position(),
                                visit.href("ledger/" + rule.position())),
                visit.may(ChangeReview.MAY_DECIDE)
                        ? new SettingsPage.ReviewForm(
                                visit.href("settings/review"),
                                !rule.required(),
                                rule.position(),
                                visit.say(Text.REVIEW_CHANGE_HELP),
                                profile.languages().stream()
                                        .map(language -> new SettingsPage.ReasonField(
                                                REASON + language,
                                                language,
                                                visit.say(
                                                        Text.REVIEW_REASON,
                                                        visit.wording().languageName(language)),
                                                reasons.getOrDefault(language, "")))
                                        .toList(),
                                ReasonUnusable.MOST,
                                visit.say(rule.required() ? Text.REVIEW_SWITCH_OFF : Text.REVIEW_SWITCH_ON),
                                unusable ? visit.say(Text.REVIEW_REASON_UNUSABLE, ReasonUnusable.MOST) : null)
                        : null);
    }

    private static Text state(boolean required) {
        return required ? Text.REVIEW_ON : Text.REVIEW_OFF;
    }

    private BrandShown brand(Visit visit) {
        var brand = brands.get(visit.trustCenter().value());
        var own = brand == null ? null : brand.accents();
        var accents = own == null ? Brand.Accents.ours() : own;
        return new BrandShown(
                visit.say(Text.SETTINGS_BRAND_TEXT, Brand.PREFIX + visit.trustCenter()),
                assets.logo(visit.trustCenter()),
                accent(visit, accents.light(), false, own == null),
                accent(visit, accents.dark(), true, own == null));
    }

    private static AccentShown accent(Visit visit, Colour colour, boolean byNight, boolean ours) {
        var contrast = visit.wording().contrast(Brand.Accents.leastContrast(colour, byNight));
        return new AccentShown(
                colour.toString(),
                ours ? visit.say(Text.SETTINGS_BRAND_OURS, contrast) : visit.say(Text.SETTINGS_BRAND_OWN, contrast));
    }

    private static LabelShown shown(Visit visit, Stated<Tag> stated, Tag tag) {
        var reference = tag.legalReference();
        return new LabelShown(
                since(visit, stated),
                stated.item(),
                visit.said(tag.label()),
                visit.say(tag.kind() == TagKind.FRAMEWORK ? Text.TAG_FRAMEWORK : Text.TAG_THEME),
                reference == null ? plain("") : visit.said(reference));
    }

    private static ProfileShown shown(Visit visit, Stated<Profile> stated) {
        var profile = stated.content();
        var fields = new ArrayList<Field>();
        add(visit, fields, Text.PROFILE_NAME, profile.name());
        add(visit, fields, Text.PROFILE_LEGAL_NAME, profile.legalName());
        var contact = visit.said(profile.contact().function());
        fields.add(new Field(
                visit.say(Text.PROFILE_CONTACT),
                new Phrase("%s, %s".formatted(contact.text(), profile.contact().address()), contact.language())));
        add(
                visit,
                fields,
                Text.PROFILE_LANGUAGES,
                visit.texts()
                        .list(profile.languages().stream()
                                .map(visit.wording()::languageName)
                                .toList()));
        add(visit, fields, Text.PROFILE_ZONE, profile.timeZone().getId());
        add(visit, fields, Text.PROFILE_NOTICE, visit.say(Text.COUNT_DAYS, days(visit, profile)));
        var introduction = profile.introduction();
        if (introduction != null) {
            fields.add(new Field(visit.say(Text.PROFILE_INTRODUCTION), visit.said(introduction)));
        }
        return new ProfileShown(since(visit, stated), fields, visit.said(stated.reason()));
    }

    /** Of a notice given today, because months differ. */
    private static long days(Visit visit, Profile profile) {
        var today = visit.date(visit.now());
        return today.until(today.plus(profile.defaultNoticePeriod()), ChronoUnit.DAYS);
    }

    private static void add(Visit visit, List<Field> fields, Text name, String value) {
        fields.add(new Field(visit.say(name), plain(value)));
    }

    private static Phrase plain(String text) {
        return new Phrase(text, null);
    }

    private static <C extends Content> Since since(Visit visit, Stated<C> stated) {
        return new Since(
                visit.briefDay(stated.from()),
                visit.date(stated.from()).toString(),
                visit.say(Text.MARGIN_REVISION, stated.revision()),
                Long.toString(stated.position()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door settingsDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, SETTINGS);
        }

        @Bean
        Door settingsReviewDoor() {
            return Door.openTo(ChangeReview.MAY_DECIDE, HttpMethod.POST, REVIEW);
        }

        @Bean
        Place settingsPlace() {
            return Place.of(800, PLACE, Text.SETTINGS_TITLE);
        }
    }
}
