package gridwork.printing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.JREmptyDataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.SimplePdfReportConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * JasperReports, fed with JSON: every member of the object is the parameter of its name (text, Long, BigDecimal, Boolean;
 * an object is a Map, an array a List of these). A report's own words are {@code texts_zh.properties} and
 * {@code texts_en.properties} in its folder. What the build compiled is loaded once.
 */
@Component
class Jasper implements Printing {
    private final Map<String, JasperReport> loaded = new ConcurrentHashMap<>();

    @Override
    public byte[] pdf(String report, JsonNode data, Locale locale) {
        Locale language = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        try {
            return export(fill(report, data, language), data, language);
        } catch (JRException failure) {
            throw new IllegalStateException("report " + report, failure);
        }
    }

    private JasperPrint fill(String report, JsonNode data, Locale locale) throws JRException {
        JasperReport compiled = loaded.computeIfAbsent(report, Jasper::load);
        Map<String, Object> parameters = new HashMap<>();
        for (JRParameter each : compiled.getParameters()) {
            if (!each.isSystemDefined()) {
                if (!data.has(each.getName())) {
                    throw new IllegalArgumentException("report " + report + " is not given " + each.getName());
                }
                parameters.put(each.getName(), plain(data.get(each.getName())));
            }
        }
        parameters.put(JRParameter.REPORT_LOCALE, locale);
        return JasperFillManager.fillReport(compiled, parameters, new JREmptyDataSource());
    }

    private static byte[] export(JasperPrint print, JsonNode data, Locale locale) throws JRException {
        var out = new ByteArrayOutputStream();
        var document = new SimplePdfExporterConfiguration();
        document.setMetadataTitle(data.path("title").asText(print.getName()));
        document.setMetadataAuthor(data.path("author").asText());
        document.setMetadataSubject(data.path("subject").asText());
        document.setMetadataCreator("Gridwork");
        document.setDisplayMetadataTitle(true);
        document.setTagLanguage(locale.toLanguageTag());
        document.setCompressed(true);
        var pages = new SimplePdfReportConfiguration();
        pages.setForceLineBreakPolicy(true);
        pages.setForceSvgShapes(false);
        pages.setBookmarksEnabled(true);
        var exporter = new JRPdfExporter();
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
        exporter.setConfiguration(document);
        exporter.setConfiguration(pages);
        exporter.exportReport();
        return out.toByteArray();
    }

    private static JasperReport load(String report) {
        if (!report.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("no report: " + report);
        }
        var compiled = new ClassPathResource("reports/" + report + "/" + report + ".jasper");
        try (InputStream in = compiled.getInputStream()) {
            return (JasperReport) JRLoader.loadObject(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (JRException unreadable) {
            throw new IllegalStateException(report, unreadable);
        }
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(each -> list.add(plain(each)));
            return list;
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(each -> map.put(each.getKey(), plain(each.getValue())));
            return map;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? node.decimalValue() : node.textValue();
    }
}
