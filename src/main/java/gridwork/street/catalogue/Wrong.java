package gridwork.street.catalogue;

import java.util.List;

/**
 * What keeps a matter out of the catalogue, for {@code street.catalogue.wrong.<code>}.
 *
 * @param field a component of the matter; that of a list names its place too, e.g. {@code checklist 3}
 * @param arguments of the sentence
 */
public record Wrong(String field, String code, List<Object> arguments) {
    Wrong(String field, String code, Object... arguments) {
        this(field, code, List.of(arguments));
    }
}
