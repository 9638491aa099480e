package org.trustledger.command.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.trustledger.events.FactCodec;
import org.trustledger.events.FactType;
import tools.jackson.databind.json.JsonMapper;

/** Stores events as JSON under the names of {@link FactType} and {@link OccurrenceName}, never of Java classes. */
@Component
final class EventNames implements Serializer {
    private final JsonMapper json = FactCodec.mapper();
    private final FactCodec facts = new FactCodec();
    private final Converter converter = new ChainingConverter();
    private final Map<Class<?>, OccurrenceName> occurrences;
    private final Map<String, OccurrenceName> occurrencesByName;

    // A provider, because a list would insist on there being at least one.
    @Autowired
    EventNames(ObjectProvider<OccurrenceName> names) {
        this(names.stream().toList());
    }

    EventNames(List<OccurrenceName> names) {
        occurrences = names.stream().collect(Collectors.toUnmodifiableMap(OccurrenceName::type, Function.identity()));
        occurrencesByName =
                names.stream().collect(Collectors.toUnmodifiableMap(OccurrenceName::name, Function.identity()));
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> form) {
        if (object == null) {
            throw new IllegalArgumentException("There is no event to store");
        }
        var bytes = json.writeValueAsBytes(object instanceof MetaData about ? Map.copyOf(about) : object);
        return new SimpleSerializedObject<>(converter.convert(bytes, form), form, typeForClass(object.getClass()));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> form) {
        return converter.canConvert(byte[].class, form);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> T deserialize(SerializedObject<S> stored) {
        var bytes = converter.convert(stored.getData(), stored.getContentType(), byte[].class);
        var type = classForType(stored.getType());
        if (type == UnknownSerializedType.class) {
            throw new IllegalStateException("The store holds an event '%s' revision %s that this version does not know"
                    .formatted(stored.getType().getName(), stored.getType().getRevision()));
        }
        if (type == MetaData.class) {
            return (T) MetaData.from(json.readValue(bytes, Map.class));
        }
        return (T) FactType.named(stored.getType().getName())
                .<Object>map(fact -> facts.readData(fact, version(stored.getType()), bytes))
                .orElseGet(() -> occurrence(stored.getType(), bytes));
    }

    private Object occurrence(SerializedType type, byte[] bytes) {
        var name = Objects.requireNonNull(occurrencesByName.get(type.getName()));
        var data = json.readTree(bytes).asObject();
        return json.treeToValue(name.upcast(version(type), data), name.type());
    }

    private static int version(SerializedType stored) {
        return Integer.parseInt(stored.getRevision());
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (MetaData.class.getName().equals(type.getName())) {
            return MetaData.class;
        }
        var fact = FactType.named(type.getName());
        if (fact.isPresent()) {
            return fact.get().factClass();
        }
        var occurrence = occurrencesByName.get(type.getName());
        return occurrence == null ? UnknownSerializedType.class : occurrence.type();
    }

    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null) {
            return SimpleSerializedType.emptyType();
        }
        for (var fact : FactType.values()) {
            if (fact.factClass() == type) {
                return new SimpleSerializedType(fact.factName(), Integer.toString(fact.version()));
            }
        }
        var occurrence = occurrences.get(type);
        if (occurrence != null) {
            return new SimpleSerializedType(occurrence.name(), Integer.toString(occurrence.version()));
        }
        if (type == MetaData.class) {
            return new SimpleSerializedType(MetaData.class.getName(), null);
        }
        throw new IllegalStateException("%s has no name in the store: give it an OccurrenceName".formatted(type));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
