package org.trustledger.command.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trustledger.command.PromisedAnswers;
import org.trustledger.command.RunningOffice;

/** The document names every address for programs and no other; that answers are as promised, every API test sees to. */
class OpenApiTest {
    private final RunningOffice office = RunningOffice.shared();

    @Test
    void namesEveryAddressAndNoOther() {
        var addresses = new TreeSet<String>();
        office.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(address -> address.getPatternValues().stream()
                        .filter(path -> !path.equals("/error") && !isForPeople(path))
                        .forEach(path -> address.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> addresses.add("%s %s".formatted(method, path)))));

        assertThat(new PromisedAnswers().operations()).isEqualTo(addresses);
    }

    private static boolean isForPeople(String path) {
        return path.startsWith("/workbench") || (path.startsWith("/reception/") && !path.startsWith("/reception/api/"));
    }

    @Test
    void isServedToEverybodyInBothForms() {
        var yaml = office.get(office.office("/api/v1/openapi.yaml"), null);
        var json = office.get(office.office("/api/v1/openapi.json"), null);

        assertThat(yaml.statusCode()).isEqualTo(200);
        assertThat(yaml.body()).startsWith("openapi: 3.1.1");
        assertThat(office.json(json).at("/openapi").asString()).isEqualTo("3.1.1");
        assertThat(office.get(office.reception("/api/v1/openapi.yaml"), null).statusCode())
                .isEqualTo(404);
    }
}
