package org.trustledger.command.reception;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.command.ledger.Standing;
import org.trustledger.command.platform.BrandSettings;
import org.trustledger.command.staff.Door;
import org.trustledger.command.subscriptions.Subscriber;
import org.trustledger.events.Profile;
import org.trustledger.events.TrustCenterId;
import org.trustledger.presentation.AssetFiles;
import org.trustledger.presentation.Brand;
import org.trustledger.presentation.Templates;
import org.trustledger.presentation.WordFiles;
import org.trustledger.presentation.Wording;

/**
 * Makes the pages of the reception: seen through the counter, they look like its own. Nobody keeps one, for each is one
 * person's or about to be.
 */
@Controller
class ReceptionPages {
    static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final String ROOT = "/reception/_/";
    private static final String ASSET = ROOT + "{name}";

    private final WordFiles<ReceptionText, ReceptionWords> files =
            new WordFiles<>("texts/reception", ReceptionText.class, ReceptionWords::new);
    private final AssetFiles assets = new AssetFiles(ROOT);
    private final String stylesheet = assets.addStylesheet("reception", ReceptionPages.class, "reception.css");
    private final String icon = assets.add(AssetFiles.class, "icon.svg");
    private final Map<String, Brand.Served> brands = new HashMap<>();
    private final Templates templates = new Templates();
    private final Standing standing;
    private final Clock clock;

    ReceptionPages(BrandSettings settings, Standing standing, Clock clock) {
        this.standing = standing;
        this.clock = clock;
        settings.brands().forEach((trustCenter, brand) -> brands.put(trustCenter, brand.addTo(assets, trustCenter)));
    }

    /**
     * The words of a visitor of a trust center: what was asked for, else what the browser prefers of what it speaks.
     */
    ReceptionWords words(@Nullable Profile profile, HttpServletRequest request) {
        return words(profile, asked(request), request);
    }

    /** The words of a subscriber: in what was asked for, else in the language of their letters. */
    ReceptionWords words(Subscriber reader, Profile profile, HttpServletRequest request) {
        return words(
                profile,
                Objects.requireNonNullElse(asked(request), reader.wish().language()),
                request);
    }

    private ReceptionWords words(@Nullable Profile profile, @Nullable String asked, HttpServletRequest request) {
        var offered = profile == null
                ? files.languages()
                : profile.languages().stream()
                        .filter(files.languages()::contains)
                        .toList();
        return files.in(WordFiles.choose(
                offered.isEmpty() ? files.languages() : offered,
                asked,
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** Nothing either where the form cannot be read: whoever says so asks for the language. */
    private static @Nullable String asked(HttpServletRequest request) {
        try {
            return request.getParameter("lang");
        } catch (InvalidParameterException _) {
            return null;
        }
    }

    /** Around a page. */
    ReceptionFrame around(
            TrustCenterId trustCenter,
            @Nullable Profile profile,
            ReceptionWords words,
            String heading,
            HttpServletRequest request) {
        var offered = profile == null
                ? List.<String>of()
                : profile.languages().stream()
                        .filter(files.languages()::contains)
                        .toList();
        return new ReceptionFrame(
                words,
                heading,
                profile == null ? "" : profile.name(),
                "/%s/?lang=%s".formatted(trustCenter, words.language()),
                stylesheet,
                icon,
                brands.get(trustCenter.value()),
                offered.stream()
                        .map(tag -> new ReceptionFrame.LanguageLink(
                                tag,
                                Wording.of(tag).languageName(tag),
                                "%s?lang=%s".formatted(request.getRequestURI(), tag),
                                tag.equals(words.language())))
                        .toList());
    }

    /** Where the feeds are listed, for whoever leaves no address. */
    static String feeds(TrustCenterId trustCenter, ReceptionWords words) {
        return "/%s/feeds?lang=%s".formatted(trustCenter, words.language());
    }

    /** Who answers for an address that is typed, and how to ask them about it; a sentence or two. */
    static String controller(Profile profile, ReceptionWords words) {
        return words.say(
                ReceptionText.CONTROLLER,
                profile.legalName(),
                profile.contact()
                        .function()
                        .in(words.language(), profile.languages().getFirst()),
                profile.contact().address());
    }

    Optional<Profile> profile(TrustCenterId trustCenter) {
        return standing.profile(trustCenter, clock.instant());
    }

    /** @param template under {@code jte/reception}, without {@code .jte} */
    ResponseEntity<byte[]> show(HttpStatus status, ReceptionFrame frame, String template, Object page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, frame.texts().language())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(html(template, page));
    }

    byte[] html(String template, Object page) {
        return templates.render("reception/" + template, page);
    }

    /** To another page, which shows what came of a form; seen from the counter. */
    static ResponseEntity<byte[]> goOn(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GetMapping(ASSET)
    ResponseEntity<byte[]> asset(@PathVariable String name) {
        var asset = assets.byName().get(name);
        if (asset == null) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(asset.type()))
                .header(HttpHeaders.CACHE_CONTROL, AssetFiles.FOR_EVER)
                .body(asset.bytes());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door receptionAssetDoor() {
            return Door.openToEverybody(HttpMethod.GET, ASSET);
        }
    }
}
