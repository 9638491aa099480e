package org.trustledger.command.workbench.notices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.trustledger.command.notices.NoticeBoard;
import org.trustledger.command.notices.NoticeFile;
import org.trustledger.command.staff.Door;
import org.trustledger.command.staff.Role;
import org.trustledger.command.workbench.NothingHere;
import org.trustledger.command.workbench.Visit;

/** The record of a notice with all its deliveries as a file, for all who may see its page. */
@Controller
class NoticeFilePages {
    private static final String RECORD = "/workbench/{trustCenter}/notices/{notice}/record.json";

    private final NoticeBoard board;
    private final NoticeFile file;

    NoticeFilePages(NoticeBoard board, NoticeFile file) {
        this.board = board;
        this.file = file;
    }

    @GetMapping(RECORD)
    void record(Visit visit, @PathVariable String notice, HttpServletResponse response) throws IOException {
        var told = board.find(visit.trustCenter(), notice).orElseThrow(NothingHere::new);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-notice-%s.json\"".formatted(visit.trustCenter(), notice));
        file.write(told.notice(), response.getOutputStream());
    }

    @Configuration(proxyBeanMethods = false)
    static class Opening {
        @Bean
        Door noticeFileDoor() {
            return Door.openTo(Role.PEOPLE, HttpMethod.GET, RECORD);
        }
    }
}
