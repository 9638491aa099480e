package org.trustledger.command.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trustledger.events.TrustCenterId;

/** Gives controllers the {@link Visit} they ask for. */
@Configuration(proxyBeanMethods = false)
class VisitParameter implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private final Visits visits;

    VisitParameter(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Visit.class);
    }

    @Override
    public Visit resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        var id = variables instanceof Map<?, ?> map ? String.valueOf(map.get("trustCenter")) : "";
        if (!TrustCenterId.isValid(id)) {
            throw new NothingHere();
        }
        return visits.at(
                new TrustCenterId(id), Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
