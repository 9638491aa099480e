package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Farewell;
import org.trustledger.command.staff.FarewellPage;
import org.trustledger.command.staff.Lobby;
import org.trustledger.command.staff.WorkbenchSettings;
import org.trustledger.presentation.AssetFiles;

/** What is seen by somebody who is not, or no longer, logged in. */
@Controller
class LobbyPages implements FarewellPage {
    private static final String ASSET = Lobby.ROOT + "{name}";

    private final Frames frames;
    private final Pages pages;
    private final Assets assets;
    private final WorkbenchSettings settings;

    LobbyPages(Frames frames, Pages pages, Assets assets, WorkbenchSettings settings) {
        this.frames = frames;
        this.pages = pages;
        this.assets = assets;
        this.settings = settings;
    }

    /** @param why a {@link Lobby.Why} in small letters; anything else is nothing */
    @GetMapping(Lobby.LOGIN)
    ResponseEntity<byte[]> login(@RequestParam(required = false) @Nullable String why, HttpServletRequest request) {
        var reason = Arrays.stream(Lobby.Why.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(why))
                .findFirst()
                .orElse(null);
        return pages.show("login", page(request, reason, null));
    }

    @Override
    public void show(@Nullable Farewell farewell, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(pages.html("login", page(request, Lobby.Why.LEFT, farewell)));
    }

    private LoginPage page(HttpServletRequest request, Lobby.@Nullable Why why, @Nullable Farewell farewell) {
        var frame = frames.bare(request, "");
        var words = frame.texts();
        return new LoginPage(
                frame.headed(words.say(why == Lobby.Why.LEFT ? Text.LEFT_TITLE : Text.LOGIN_TITLE)),
                why == null
                        ? words.say(Text.LOGIN_TEXT)
                        : switch (why) {
                            case IDLE -> words.say(Text.LOGIN_IDLE, inWords(words, settings.idleTimeout()));
                            case TOO_LONG -> words.say(Text.LOGIN_TOO_LONG, inWords(words, settings.absoluteTimeout()));
                            case EXPIRED -> words.say(Text.LOGIN_EXPIRED);
                            case REFUSED -> words.say(Text.LOGIN_REFUSED);
                            case LEFT -> words.say(farewell == null ? Text.LEFT_TEXT : Text.LEFT_HERE_TEXT);
                        },
                Lobby.START,
                farewell);
    }

    private static String inWords(Texts words, Duration duration) {
        var minutes = duration.toMinutes();
        return minutes > 0 && minutes % 60 == 0
                ? words.say(Text.COUNT_HOURS, minutes / 60)
                : words.say(Text.COUNT_MINUTES, Math.max(1, minutes));
    }

    @GetMapping(ASSET)
    ResponseEntity<byte[]> asset(@PathVariable String name) {
        var asset = assets.find(name);
        if (asset == null) {
            throw new NothingHere();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(asset.type()))
                .header(HttpHeaders.CACHE_CONTROL, AssetFiles.FOR_EVER)
                .body(asset.bytes());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door loginDoor() {
            return Door.openToEverybody(HttpMethod.GET, Lobby.LOGIN);
        }

        @Bean
        Door assetDoor() {
            return Door.openToEverybody(HttpMethod.GET, ASSET);
        }
    }
}
