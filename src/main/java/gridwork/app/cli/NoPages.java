package gridwork.app.cli;

import java.util.regex.Pattern;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Leaves every page out of the house: a command has no web, and whatever a page needs is not there. */
final class NoPages extends TypeExcludeFilter {
    private static final Pattern WEB = Pattern.compile("gridwork\\.[a-z.]+\\.web\\..*");

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) {
        return WEB.matcher(type.getClassMetadata().getClassName()).matches()
                || type.getAnnotationMetadata().isAnnotated(Controller.class.getName())
                || type.getAnnotationMetadata().isAnnotated(ControllerAdvice.class.getName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoPages;
    }

    @Override
    public int hashCode() {
        return NoPages.class.hashCode();
    }
}
